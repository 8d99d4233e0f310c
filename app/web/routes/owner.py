"""The visit of an owner: profile, questions, check, result and report."""

import json
from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.responses import Response

from app.domain.errors import QuestionNotShownError, ScanNotFinishedError
from app.domain.progress import following
from app.domain.question import Question
from app.rendering.charts import wheel
from app.rendering.json_documents import scan_json
from app.services import reports, scans
from app.services.scans import Scan
from app.web import forms
from app.web.dependencies import (
    CurrentScan,
    CurrentSecret,
    CurrentSite,
    HasScan,
    Now,
    forget_scan,
    page,
    remember_scan,
    see_other,
)
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.presenters import ProfilePage, check_page, question_page
from app.web.routing import page_router

router = page_router()

FromCheck = Annotated[str, Query(alias="controle")]
_PDF_NAME = "arbeidsproductiviteitsscan.pdf"
_JSON_NAME = "arbeidsproductiviteitsscan.json"


def asked_question(question_id: str, scan: CurrentScan) -> Question:
    """Return the question of this address. Raises QuestionNotShownError."""
    found = next((question for question in scan.asked if question.id == question_id), None)
    if found is None:
        raise QuestionNotShownError(question_id)
    return found


AskedQuestion = Annotated[Question, Depends(asked_question)]


def finished_scan(scan: CurrentScan) -> Scan:
    """Return the scan if it has a result. Raises ScanNotFinishedError."""
    if not scan.is_finished:
        raise ScanNotFinishedError
    return scan


FinishedScan = Annotated[Scan, Depends(finished_scan)]


@router.get("/start")
def show_start(request: Request, site: CurrentSite, has_scan: HasScan) -> Response:
    profile_page = ProfilePage(site.questionnaire.profile, values={}, is_new=True)
    return page(request, "owner/profile.html", {"page": profile_page, "has_scan": has_scan})


@router.post("/start")
def start_scan(request: Request, site: CurrentSite, form: SubmittedForm, has_scan: HasScan, now: Now) -> Response:
    profile, errors = forms.read_profile(form, site.questionnaire.profile)
    if profile is None:
        profile_page = ProfilePage(site.questionnaire.profile, form, is_new=True, errors=errors)
        return page(request, "owner/profile.html", {"page": profile_page, "has_scan": has_scan}, 422)
    secret = scans.start_scan(site.database, site.questionnaire, profile, now=now)
    return remember_scan(see_other(request, "continue_scan"), site, secret)


@router.get("/scan/bedrijf")
def show_profile(request: Request, scan: CurrentScan, from_check: FromCheck = "") -> Response:
    typed = forms.typed_profile(scan.profile) | ({"to_check": "1"} if from_check else {})
    profile_page = ProfilePage(scan.questionnaire.profile, typed, is_new=False)
    return page(request, "owner/profile.html", {"page": profile_page, "has_scan": True})


@router.post("/scan/bedrijf")
def save_profile(request: Request, site: CurrentSite, scan: CurrentScan, form: SubmittedForm, now: Now) -> Response:
    profile, errors = forms.read_profile(form, scan.questionnaire.profile)
    if profile is None:
        profile_page = ProfilePage(scan.questionnaire.profile, form, is_new=False, errors=errors)
        return page(request, "owner/profile.html", {"page": profile_page, "has_scan": True}, 422)
    scans.change_profile(site.database, scan.id, profile, now=now)
    return see_other(request, "show_check" if "to_check" in form else "continue_scan")


@router.get("/scan/verder")
def continue_scan(request: Request, scan: CurrentScan) -> Response:
    if scan.next_question:
        return see_other(request, "show_question", question_id=scan.next_question.id)
    return see_other(request, "show_result" if scan.is_finished else "show_check")


@router.get("/scan/vraag/{question_id}")
def show_question(request: Request, scan: CurrentScan, question: AskedQuestion, from_check: FromCheck = "") -> Response:
    return page(request, "owner/question.html", {"page": question_page(scan, question, to_check=bool(from_check))})


@router.post("/scan/vraag/{question_id}")
def save_question(
    request: Request, site: CurrentSite, scan: CurrentScan, question: AskedQuestion, form: SubmittedForm, now: Now
) -> Response:
    code, later, to_check = forms.read_answer(form, scan.questionnaire, question), "then" in form, "to_check" in form
    if code is not None:
        scan = scans.save_answer(site.database, scan, question_id=question.id, code=code, now=now)
    elif not later:
        errors = {"answer": message("question", "answer")}
        shown = question_page(scan, question, to_check=to_check, errors=errors)
        return page(request, "owner/question.html", {"page": shown}, 422)
    if later:
        return see_other(request, "show_saved")
    if to_check or (after := following(scan.asked, question)) is None:
        return see_other(request, "show_check")
    return see_other(request, "show_question", question_id=after.id)


@router.get("/scan/controle")
def show_check(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/check.html", {"page": check_page(scan)})


@router.post("/scan/controle")
def finish_scan(request: Request, site: CurrentSite, scan: CurrentScan, now: Now) -> Response:
    if unanswered := scans.finish_scan(site.database, scan, now=now):
        errors = {
            question.id: message("check", "unanswered", question=question.wording_for(scan.profile).text)
            for question in unanswered
        }
        return page(request, "owner/check.html", {"page": check_page(scan, errors=errors)}, 422)
    return see_other(request, "show_result")


@router.get("/scan/resultaat")
def show_result(request: Request, scan: FinishedScan) -> Response:
    report = reports.report_of(scan)
    return page(request, "owner/result.html", {"report": report, "wheel": wheel(report.elements)})


@router.get("/scan/rapport")
def show_printable(request: Request, scan: FinishedScan) -> Response:
    document = reports.report_document(scan, back=request.app.url_path_for("show_result"))
    return Response(document, media_type="text/html", headers={"Cache-Control": "no-store"})


@router.get("/scan/rapport.pdf")
def download_report(site: CurrentSite, scan: FinishedScan, now: Now) -> Response:
    pdf = reports.report_pdf(site.database, site.renderer, scan, now=now)
    headers = {"Content-Disposition": f'attachment; filename="{_PDF_NAME}"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


@router.get("/scan/scanbestand.json")
def download_scan(scan: CurrentScan) -> Response:
    document = json.dumps(scan_json(reports.report_of(scan)), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{_JSON_NAME}"', "Cache-Control": "no-store"}
    return Response(document, media_type="application/json", headers=headers)


@router.get("/scan/verwijderen")
def show_deletion(request: Request, _scan: CurrentScan) -> Response:
    return page(request, "owner/delete.html")


@router.post("/scan/verwijderen")
def delete_scan(request: Request, site: CurrentSite, scan: CurrentScan) -> Response:
    scans.delete_scan(site.database, scan.id)
    return forget_scan(see_other(request, "show_deleted"), site)


@router.get("/verwijderd")
def show_deleted(request: Request) -> Response:
    return page(request, "owner/deleted.html")


@router.get("/scan/bewaren")
def show_saved(request: Request, site: CurrentSite, secret: CurrentSecret, scan: CurrentScan) -> Response:
    link = site.settings.origin + request.app.url_path_for("show_return", secret=secret)
    return page(
        request,
        "owner/saved.html",
        {"link": link, "kept_until": scan.kept_until(site.organisation.retention), "is_finished": scan.is_finished},
    )


@router.get("/verder/{secret}")
def show_return(request: Request) -> Response:
    return page(request, "owner/return.html")


@router.post("/verder/{secret}")
def open_scan(request: Request, site: CurrentSite, secret: str) -> Response:
    scans.get_scan(site.database, site.published, secret)
    return remember_scan(see_other(request, "continue_scan"), site, secret)
