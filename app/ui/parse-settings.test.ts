import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import { encodeSettings } from "./encode-settings.ts";
import { parseSettings } from "./parse-settings.ts";
import { formData } from "./testing/form-data.ts";

const anySettings: fc.Arbitrary<Settings> = fc.record({
  importPaymentPending: fc.boolean(),
  bringShippingFee: fc.boolean(),
  nonPhysicalCustomItems: fc.constantFrom("service", "product"),
  bringOrderChanges: fc.boolean(),
  bringLocationUpdates: fc.boolean(),
  bringReturns: fc.boolean(),
  syncFulfillment: fc.boolean(),
});

const defaults = encodeSettings(defaultSettings);

describe("parseSettings", () => {
  it("[PAG-2] reads back whatever the form was given", () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(parseSettings(formData(encodeSettings(settings)))).toEqual({ ok: true, value: settings });
      }),
    );
  });

  it("[SET-4] names the field when the handling of custom items is neither of the two", () => {
    expect(parseSettings(formData({ ...defaults, nonPhysicalCustomItems: "gift" }))).toEqual({
      ok: false,
      problem: { field: "nonPhysicalCustomItems", words: "Choose Service or Product." },
    });
  });

  it("[PAG-2] does not take a missing switch for one that is off", () => {
    const form = formData(defaults);
    form.delete("syncFulfillment");
    expect(parseSettings(form)).toEqual({
      ok: false,
      problem: { field: "syncFulfillment", words: "Choose whether this is on or off." },
    });
  });

  it("[SET-1] has no way to turn paid orders off", () => {
    const parsed = parseSettings(formData({ ...defaults, paidOrders: "off" }));
    expect(parsed).toEqual({ ok: true, value: defaultSettings });
  });
});
