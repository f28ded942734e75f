"""Control: approve, review and release documents. The only room that writes into an SMS, beside `adopt`."""
