import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";

/** Milliseconds a page may take before its outline stands in for it; a quicker one would only flash. */
const patienceMs = 300;

/** The path that is being opened, once it takes long; null while nothing does. Only changes of page count, not of filter. */
export const useSlowNavigation = (): string | null => {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const target = navigation.state === "loading" ? navigation.location.pathname : pathname;
  const [late, setLate] = useState<string | null>(null);
  useEffect(() => {
    if (target === pathname) return;
    const timer = setTimeout(() => setLate(target), patienceMs);
    return () => {
      clearTimeout(timer);
      setLate(null);
    };
  }, [target, pathname]);
  return target === pathname || late !== target ? null : target;
};

/** The title of the page at a path inside the app. */
export const pageTitle = (path: string): string => {
  if (path.startsWith("/app/settings")) return "Settings";
  if (path.startsWith("/app/orders")) return "Order";
  return path.startsWith("/app/activity") ? "Activity" : "Home";
};
