"""Questions put to the sample company, with answers worked out in plain Python from its rows."""
