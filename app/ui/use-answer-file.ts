import { useState } from "react";

interface AnswerFile {
  readonly running: boolean;
  /** Why the newest try failed; null when it did not. */
  readonly problem: string | null;
  readonly download: (requestId: string) => void;
}

/** Fetches the answer to a customer's request (App Bridge lets the request in) and hands it to the browser as a file. */
export const useAnswerFile = (): AnswerFile => {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const download = (requestId: string): void => {
    setRunning(true);
    setProblem(null);
    fetchAnswer(requestId)
      .then((answer) => keepAsFile(answer, `tandem-data-request-${requestId}.json`))
      .catch(() => setProblem("The file could not be made. Check your connection and try again in a moment."))
      .finally(() => setRunning(false));
  };
  return { running, problem, download };
};

const fetchAnswer = async (requestId: string): Promise<Blob> => {
  const answer = await fetch(`/api/privacy-answer?request=${requestId}`);
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return answer.blob();
};

const keepAsFile = (content: Blob, name: string): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
