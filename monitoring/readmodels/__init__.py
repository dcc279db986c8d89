"""Tables made from events: what each organisation has, by day, kept by reactions and rebuilt from the facts."""
