"""Counts and times every request by the view that answered it."""

from time import perf_counter


class Measured:
    """Outermost of all, so that what the others cost counts too."""

    def __init__(self, get_response):
        from pranata.config.monitoring import exposition  # noqa: PLC0415 -- once `start` has chosen where counts are kept

        self.get_response = get_response
        self.exposition = exposition

    def __call__(self, request):
        begun = perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        self.exposition.note(match.view_name if match else "", response.status_code, perf_counter() - begun)
        return response
