"""From a draft to the query for a figure: what is counted, by what, against what."""
