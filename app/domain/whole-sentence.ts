/** The other side's own words come without a full stop as often as with one; what is said after them must not run into them. */
export const wholeSentence = (words: string): string => {
  const said = words.trim();
  if (said === "") return "no reason was given.";
  return /[.!?…]["'”’)\]]*$/u.test(said) ? said : `${said}.`;
};
