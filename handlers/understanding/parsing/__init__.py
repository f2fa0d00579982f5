"""From stretches to a draft: each file reads one kind of thing that can be said of records."""
