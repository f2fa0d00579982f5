"""Questions for what was changed, by whom and when, over the sample company's history."""
