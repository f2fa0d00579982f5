"""The tests, laid out like the rooms they hold to their promises."""
