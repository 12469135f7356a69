import { createContext, useContext } from "react";

const NonceContext = createContext<string | undefined>(undefined);

export const NonceProvider = NonceContext.Provider;

/** The value that lets this document's own inline scripts run under the content security policy; undefined in the browser, where it is not needed again. */
export const useNonce = (): string | undefined => useContext(NonceContext);
