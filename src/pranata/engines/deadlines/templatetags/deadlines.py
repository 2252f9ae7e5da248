"""``{% clock_explained explanation %}``: why something is due when it is, on a page."""

from django import template
from django.utils import translation

from pranata.engines.deadlines.day_grid import legend, weeks
from pranata.engines.deadlines.model import Explanation, Unit
from pranata.engines.deadlines.sentences import certainty_notes, question, sentences

register = template.Library()

WEEKS_IN_SIGHT = 6  # more are folded away


@register.inclusion_tag("deadlines/explanation.html")
def clock_explained(explanation: Explanation, download: str = "") -> dict:
    """The box "Mengapa 19 Mei?": days, sentences, how sure they are; ``download`` is where its text is had.

    Indonesian whatever the page's language, for so are the events, rules and feasts it names.
    """
    with translation.override("id"):
        shown = [] if explanation.clock.unit == Unit.HOUR else weeks(explanation)
        return {
            "question": question(explanation),
            "weeks": shown,
            "is_folded": len(shown) > WEEKS_IN_SIGHT,
            "legend": legend(explanation),
            "sentences": sentences(explanation),
            "is_provisional": explanation.is_provisional,
            "certainty": list(certainty_notes(explanation)),
            "download": download,
        }
