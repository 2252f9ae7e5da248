from django.urls import include, path

from pranata.desk.assessments import assessors, filling, follow_up, item, listing, opening, proofs, sections, steps

SECTION, ITEM = "<int:pk>/bagian/<str:section>/", "<int:pk>/butir/<str:question>/"

urlpatterns = [
    path("", listing.sheets, name="sheets"),
    path("", include("pranata.desk.assessments.rehearsal_urls")),
    path("", include("pranata.desk.assessments.output_urls")),
    path("buka/", opening.sheet_open, name="sheet_open"),
    path("<int:pk>/", filling.sheet, name="sheet"),
    path("<int:pk>/sasaran/", steps.sheet_target, name="sheet_target"),
    path("<int:pk>/terima-saran/", filling.sheet_accept_all, name="sheet_accept_all"),
    path("<int:pk>/ajukan/", steps.step_view("submit"), name="sheet_submit"),
    path("<int:pk>/kembalikan/", steps.step_view("return"), name="sheet_return"),
    path("<int:pk>/sepakati/", steps.step_view("agree"), name="sheet_agree"),
    path("<int:pk>/selesai/", steps.step_view("close"), name="sheet_close"),
    path("<int:pk>/buka-lagi/", steps.step_view("reopen"), name="sheet_reopen"),
    path("<int:pk>/asesor/", assessors.sheet_assessors, name="sheet_assessors"),
    path("<int:pk>/asesor/<int:assessor>/berhenti/", assessors.sheet_dismiss, name="sheet_dismiss"),
    path(SECTION, sections.sheet_section, name="sheet_section"),
    path(f"{SECTION}selesai/", sections.sheet_ready, name="sheet_ready"),
    path(f"{SECTION}jawab/", filling.sheet_answers, name="sheet_answers"),
    path(f"{SECTION}pastikan/", filling.sheet_confirm_all, name="sheet_confirm_all"),
    path(ITEM, item.sheet_item, name="sheet_item"),
    path(f"{ITEM}jawab/", filling.sheet_answer, name="sheet_answer"),
    path(f"{ITEM}hapus/", item.sheet_clear, name="sheet_clear"),
    path(f"{ITEM}terima/", filling.sheet_accept, name="sheet_accept"),
    path(f"{ITEM}pastikan/", filling.sheet_confirm, name="sheet_confirm"),
    path(f"{ITEM}komentar/", item.sheet_comment, name="sheet_comment"),
    path(f"{ITEM}tindak-lanjut/", follow_up.sheet_follow_up, name="sheet_follow_up"),
    path(f"{ITEM}bukti/", proofs.sheet_evidence, name="sheet_evidence"),
    path(f"{ITEM}bukti/pilih/", proofs.sheet_evidence_pick, name="sheet_evidence_pick"),
    path(f"{ITEM}bukti/pakai/", proofs.sheet_evidence_use, name="sheet_evidence_use"),
    path(f"{ITEM}bukti/tautan/", proofs.sheet_evidence_link, name="sheet_evidence_link"),
    path(f"{ITEM}bukti/<int:use>/lepas/", proofs.sheet_evidence_unuse, name="sheet_evidence_unuse"),
]
