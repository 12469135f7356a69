import { useNavigate } from "@remix-run/react";
import { Button, TextField } from "@shopify/polaris";
import { type FormEvent, useState } from "react";
import { activityUrl, type StatusFilter } from "./activity-filter.ts";

interface ActivitySearchProps {
  readonly status: StatusFilter;
  readonly search: string;
}

/** Search by order number. What is searched for is in the address, so give this the search as its key: Back then shows it again. */
export function ActivitySearch({ status, search }: ActivitySearchProps) {
  const [text, setText] = useState(search);
  const navigate = useNavigate();
  const go = (wanted: string) => navigate(activityUrl({ status, search: wanted.trim(), page: 1 }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(text);
  };
  return (
    <form role="search" aria-label="Orders" onSubmit={submit}>
      <TextField
        label="Order number"
        labelHidden
        type="search"
        inputMode="search"
        name="q"
        autoComplete="off"
        maxLength={64}
        placeholder="Search by order number"
        value={text}
        onChange={setText}
        clearButton
        onClearButtonClick={() => {
          setText("");
          go("");
        }}
        connectedRight={<Button submit>Search</Button>}
      />
    </form>
  );
}
