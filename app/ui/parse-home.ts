import { z } from "zod";

/** What Home can be asked to do; null: nothing it knows. */
export type HomeIntent = "activate" | "pause" | null;

export const parseHomeIntent = (form: FormData): HomeIntent =>
  z.enum(["activate", "pause"]).nullable().catch(null).parse(form.get("intent"));
