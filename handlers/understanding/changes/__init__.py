"""From a draft to the reading of a question for what was changed."""
