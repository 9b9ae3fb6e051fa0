/* The table of all addresses. A line more is a page more: tests/access.tsv
 * says who may reach it, in words written by hand. */
#include "web/account.h"
#include "web/assets.h"
#include "web/charter.h"
#include "web/consultation.h"
#include "web/decision.h"
#include "web/do.h"
#include "web/drafts.h"
#include "web/duty.h"
#include "web/files.h"
#include "web/home.h"
#include "web/house_rules.h"
#include "web/inspection.h"
#include "web/meeting.h"
#include "web/minutes.h"
#include "web/news.h"
#include "web/paper.h"
#include "web/people.h"
#include "web/research.h"
#include "web/route.h"
#include "web/setting.h"
#include "web/sign_in.h"
#include "web/topic.h"
#include "web/work.h"

const Route routes[] = {
    { HTTP_GET, "/", PERMIT_ANYONE, BODY_NONE, home_show, false },
    { HTTP_GET, "/assets/{asset}", PERMIT_ANYONE, BODY_NONE, asset_show, false },
    { HTTP_GET, "/sign-in", PERMIT_ANYONE, BODY_NONE, sign_in_show, false },
    { HTTP_POST, "/sign-in", PERMIT_ANYONE, BODY_FORM, sign_in_post, false },
    { HTTP_POST, "/sign-out", PERMIT_SIGNED_IN, BODY_SMALL, sign_out_post, false },
    { HTTP_POST, "/sign-out-everywhere", PERMIT_SIGNED_IN, BODY_SMALL, sign_out_everywhere_post,
      false },
    { HTTP_GET, "/capacity", PERMIT_SIGNED_IN, BODY_NONE, capacity_show, false },
    { HTTP_POST, "/capacity", PERMIT_SIGNED_IN, BODY_FORM, capacity_post, false },
    { HTTP_GET, "/account", PERMIT_SIGNED_IN, BODY_NONE, account_show, false },
    { HTTP_POST, "/account", PERMIT_SIGNED_IN, BODY_SMALL, account_post, false },
    { HTTP_GET, "/c/{conference}/topics", PERMIT_MEMBER, BODY_NONE, topics_show, true },
    { HTTP_GET, "/c/{conference}/topics/{topic}", PERMIT_MEMBER, BODY_NONE, topic_show, true },
    { HTTP_GET, "/c/{conference}/do/{verb}", PERMIT_MEMBER, BODY_NONE, do_show, false },
    { HTTP_POST, "/c/{conference}/do/{verb}", PERMIT_MEMBER, BODY_FILES, do_send, false },
    { HTTP_GET, "/c/{conference}/do/{verb}/{subject}", PERMIT_MEMBER, BODY_NONE, do_show,
      false },
    { HTTP_POST, "/c/{conference}/do/{verb}/{subject}", PERMIT_MEMBER, BODY_FILES, do_send,
      false },
    { HTTP_GET, "/c/{conference}/drafts", PERMIT_MEMBER, BODY_NONE, drafts_show, false },
    { HTTP_POST, "/c/{conference}/drafts", PERMIT_MEMBER, BODY_SMALL, drafts_drop, false },
    { HTTP_GET, "/c/{conference}/files/{seq}/{field}", PERMIT_MEMBER, BODY_NONE, file_download,
      false },
    { HTTP_GET, "/c/{conference}/", PERMIT_MEMBER, BODY_NONE, work_show, false },
    { HTTP_GET, "/c/{conference}/people", PERMIT_MEMBER, BODY_NONE, people_show, true },
    { HTTP_GET, "/c/{conference}/settings", PERMIT_MEMBER, BODY_NONE, settings_show, true },
    { HTTP_GET, "/c/{conference}/duties", PERMIT_MEMBER, BODY_NONE, duties_show, true },
    { HTTP_GET, "/c/{conference}/decisions", PERMIT_MEMBER, BODY_NONE, decisions_show, true },
    { HTTP_GET, "/c/{conference}/decisions/{decision}", PERMIT_MEMBER, BODY_NONE, decision_show,
      true },
    { HTTP_GET, "/c/{conference}/research", PERMIT_MEMBER, BODY_NONE, research_list_show,
      true },
    { HTTP_GET, "/c/{conference}/research/{research}", PERMIT_MEMBER, BODY_NONE, research_show,
      true },
    { HTTP_GET, "/c/{conference}/consultations", PERMIT_MEMBER, BODY_NONE, consultations_show,
      true },
    { HTTP_GET, "/c/{conference}/consultations/{consultation}", PERMIT_MEMBER, BODY_NONE,
      consultation_show, true },
    { HTTP_GET, "/c/{conference}/meetings", PERMIT_MEMBER, BODY_NONE, meetings_show, true },
    { HTTP_GET, "/c/{conference}/meetings/{meeting}", PERMIT_MEMBER, BODY_NONE, meeting_show,
      true },
    { HTTP_GET, "/c/{conference}/minutes", PERMIT_MEMBER, BODY_NONE, minutes_list_show, true },
    { HTTP_GET, "/c/{conference}/minutes/{minutes}", PERMIT_MEMBER, BODY_NONE, minutes_show,
      true },
    { HTTP_GET, "/c/{conference}/papers/{kind}/{subject}", PERMIT_MEMBER, BODY_NONE, paper_show,
      false },
    { HTTP_GET, "/c/{conference}/inspections", PERMIT_MEMBER, BODY_NONE, inspections_show,
      true },
    { HTTP_GET, "/c/{conference}/inspections/{inspection}", PERMIT_MEMBER, BODY_NONE,
      inspection_show, true },
    { HTTP_GET, "/c/{conference}/news", PERMIT_MEMBER, BODY_NONE, news_list_show, true },
    { HTTP_GET, "/c/{conference}/news/{news}", PERMIT_MEMBER, BODY_NONE, news_show, true },
    { HTTP_GET, "/c/{conference}/house-rules", PERMIT_MEMBER, BODY_NONE, house_rules_show,
      true },
    { HTTP_GET, "/c/{conference}/charter", PERMIT_MEMBER, BODY_NONE, charter_show, true },
    { HTTP_GET, "/c/{conference}/charter/{clause}", PERMIT_MEMBER, BODY_NONE, clause_show,
      true },
};
const size_t routes_count = sizeof routes / sizeof *routes;
