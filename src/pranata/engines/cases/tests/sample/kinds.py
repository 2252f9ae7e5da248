"""What is declared of the two kinds. Their permissions are borrowed: an officer may both see and process, a head of
unit see but not process, staff neither."""

from pranata.base.flow.steps import Flow, Step
from pranata.engines.cases.registry import CaseKind
from pranata.engines.cases.tests.sample.models import Question, Status, Tip

VIEW, PROCESS = "documents.edit", "documents.publish"
NEW = (Status.RECEIVED, Status.INCOMPLETE)
RUNNING = (Status.REGISTERED, Status.PROCESSED)
FLOW = Flow(
    Step("ask_completion", sources=NEW, target=Status.INCOMPLETE, permission=PROCESS),
    Step("complete", sources=(Status.INCOMPLETE,), target=Status.RECEIVED, permission=PROCESS),
    Step("register", sources=NEW, target=Status.REGISTERED, permission=PROCESS),
    Step("reject", sources=NEW, target=Status.REJECTED, permission=PROCESS),
    Step("assign", sources=RUNNING, target=Status.PROCESSED, permission=PROCESS),
    Step("answer", sources=RUNNING, target=Status.ANSWERED, permission=PROCESS),
    Step("reply", sources=(Status.ANSWERED,), target=Status.PROCESSED, permission=""),
    Step("close", sources=(*RUNNING, Status.ANSWERED), target=Status.CLOSED, permission=PROCESS),
    Step("transfer", sources=RUNNING, target=Status.CLOSED, permission=PROCESS),
    Step("reopen", sources=(Status.CLOSED,), target=Status.PROCESSED, permission=PROCESS),
)


def forget(question: Question) -> None:
    question.topic = ""
    question.save(update_fields=["topic"])


QUESTIONS = CaseKind(
    code="questions",
    prefix="CT",
    title="Pertanyaan contoh",
    model=Question,
    flow=FLOW,
    view=VIEW,
    process=PROCESS,
    address=lambda case: f"/meja/{case.office.code}/pertanyaan/{case.pk}/",
    clocks=("information_requests.answer", "complaints.answer_oversight", "personal_data.access"),
    public_words={Status.PROCESSED: "Sedang kami kerjakan"},
    forget=forget,
)
TIPS = CaseKind(
    code="tips",
    prefix="KB",
    title="Kabar contoh",
    model=Tip,
    flow=FLOW,
    view=VIEW,
    process=PROCESS,
    address=lambda case: f"/meja/{case.office.code}/kabar/{case.pk}/",
)
