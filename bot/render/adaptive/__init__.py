"""Adaptive Cards 1.5: cards and forms for Teams.

TextBlock, FactSet and the like read Markdown, links included; so every word goes into the runs of
a RichTextBlock, which do not. `summary` is what the activity says where cards are not shown.
"""

from bot.render.adaptive.card import card, summary
from bot.render.adaptive.form import form, submitted

__all__ = ["card", "form", "submitted", "summary"]
