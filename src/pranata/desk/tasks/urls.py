from django.urls import path

from pranata.desk.tasks import dispositions, notices, page

urlpatterns = [
    path("", page.office, name="office"),
    path("pemberitahuan/", notices.notices, name="notices"),
    path("pemberitahuan/dibaca/", notices.notices_read, name="notices_read"),
    path("pemberitahuan/atur/", notices.notice_settings, name="notice_settings"),
    path("pemberitahuan/atur/kalender/", notices.calendar_open, name="calendar_open"),
    path("pemberitahuan/atur/kalender/tutup/", notices.calendar_close, name="calendar_close"),
    path("pemberitahuan/<int:pk>/", notices.notice_open, name="notice_open"),
    path("disposisi/", dispositions.dispositions, name="dispositions"),
    path("disposisi/baris/<plan:plan_key>/<row:row>/", dispositions.row_dispositions, name="row_dispositions"),
    path("disposisi/dokumen/<int:pk>/", dispositions.document_dispositions, name="document_dispositions"),
    path("disposisi/<int:pk>/", dispositions.disposition_answer, name="disposition_answer"),
    path("disposisi/<int:pk>/tarik/", dispositions.disposition_withdraw, name="disposition_withdraw"),
]
