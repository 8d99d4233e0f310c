"""The questions of a visit, and the pages from which one chooses where to go on."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.domain.errors import QuestionNotShownError
from app.domain.progress import first_unanswered, following, stretch_of
from app.domain.question import Question
from app.domain.scan import Scan
from app.services import scans
from app.web.check_page import check_page
from app.web.current_scan import CurrentScan, PostedScan
from app.web.dependencies import CurrentSite, FromCheck, Now
from app.web.forms import SubmittedForm
from app.web.messages import message
from app.web.notes import Note
from app.web.question_page import changed_question_page, question_page, read_answer
from app.web.responses import page, see_other
from app.web.routing import page_router

router = page_router()


async def asked_question(question_id: str, scan: CurrentScan) -> Question:
    """Return the question of this address. Raises QuestionNotShownError."""
    found = next((question for question in scan.asked if question.id == question_id), None)
    if found is None:
        raise QuestionNotShownError(question_id)
    return found


AskedQuestion = Annotated[Question, Depends(asked_question)]


@router.get("/scan/verder")
def continue_scan(request: Request, scan: CurrentScan) -> Response:
    if scan.is_finished and not scan.next_question:
        return see_other(request, "show_result")
    return _go_on(request, scan, scan.next_question)


@router.get("/scan/overzicht")
def show_overview(request: Request, scan: CurrentScan) -> Response:
    return page(request, "owner/overview.html", {"scan": scan})


@router.post("/scan/overzicht")
def deepen_theme(request: Request, site: CurrentSite, scan: PostedScan, form: SubmittedForm, now: Now) -> Response:
    theme_id = form.get("theme", "")
    scan = scans.deepen_theme(site.database, scan, theme_id, now=now)
    in_theme = [question for question in scan.asked if scan.questionnaire.theme_of[question.id].id == theme_id]
    return _go_on(request, scan, first_unanswered(in_theme, scan.answers))


@router.get("/scan/vraag/{question_id}")
def show_question(request: Request, scan: CurrentScan, question: AskedQuestion, from_check: FromCheck = "") -> Response:
    return page(request, "owner/question.html", {"page": question_page(scan, question, to_check=bool(from_check))})


@router.post("/scan/vraag/{question_id}")
def save_question(
    request: Request, site: CurrentSite, scan: PostedScan, question: AskedQuestion, form: SubmittedForm, now: Now
) -> Response:
    code, then, to_check = read_answer(form, scan.questionnaire, question), form.get("then"), "to_check" in form
    if code is None and then != "later":
        shown = question_page(scan, question, to_check=to_check, errors={"answer": message("question", "answer")})
        return page(request, "owner/question.html", {"page": shown}, 422)
    if code is not None:
        seen = form.get("seen")
        scan = scans.save_answer(site.database, scan, question_id=question.id, code=code, seen=seen, now=now)
        if scan.answers[question.id] != code:
            shown = changed_question_page(scan, question, code, to_check=to_check)
            return page(request, "owner/question.html", {"page": shown}, 409)
        site.metrics.answers_saved.inc()
    if then == "stay":
        return Response(status_code=204, headers={"Cache-Control": "no-store"})
    if then == "later" or to_check:
        return see_other(request, "show_saved" if then == "later" else "show_check")
    stretch = stretch_of(scan.questionnaire, scan.asked, question)
    return _go_on(request, scan, following(stretch, question))


@router.get("/scan/controle")
def show_check(request: Request, scan: CurrentScan) -> Response:
    shown = check_page(scan, is_reworded=Note.REWORDED in request.query_params)
    return page(request, "owner/check.html", {"page": shown})


@router.post("/scan/controle")
def finish_scan(request: Request, site: CurrentSite, scan: PostedScan, now: Now) -> Response:
    if unanswered := scans.finish_scan(site.database, scan, now=now):
        errors = {question.id: question.wording_for(scan.profile).text for question in unanswered}
        return page(request, "owner/check.html", {"page": check_page(scan, errors=errors)}, 422)
    site.metrics.scans_finished.inc()
    return see_other(request, "show_result")


def _go_on(request: Request, scan: Scan, question: Question | None) -> Response:
    """Lead to the question, or after the last to where one chooses: to look at the result, or to deepen a theme."""
    if question:
        return see_other(request, "show_question", question_id=question.id)
    is_choice = scan.can_deepen or (scan.deepened and not scan.open_core)
    return see_other(request, "show_overview" if is_choice else "show_check")
