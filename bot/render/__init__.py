"""Neutral cards made into what a surface shows: Block Kit, Adaptive Cards, HTML, a terminal.

Each renderer cleans what it is given once (`clean`), escapes once, at its leaves, and cuts at the
boundaries of whole rows and facts (`fitting`) to the limits of its surface (`limits`).
"""
