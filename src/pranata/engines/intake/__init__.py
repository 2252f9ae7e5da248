"""Anonymous forms: what anyone may send without account, cookie or session, and how they follow it up.

A capability's form is declared once (``declaration.py``); the door that shows it is a view of three lines, and so is
the one of a ``Tracker`` (``tracking.py``)::

    REQUEST = declare(AnonymousForm(code="information_requests", form=RequestForm, accept=receive, ...))

    @anonymous_page
    def ask(request, code):
        return answer(request, REQUEST, active_office_or_404(code))

What guards the door: ``origin.py`` (where a form was sent from), ``tokens.py`` (each page is good for one submission),
``limits.py`` (how many), ``posted.py`` (what was typed), ``staging.py`` (files that go ahead). Start in
``answering.py``.
"""
