/* The rules of each noun, one function an act (rules/NOUN.c).
 *
 * Each is called when the state, the actor, the day and the gates of the
 * charter allow the act; it refuses for what only its noun knows, and says
 * what follows. An act without an entry has no rule of its own.
 */
#ifndef RULES_NOUNS_H
#define RULES_NOUNS_H

#include "rules/judgement.h"

typedef void NounRule(Judgement *j);

NounRule rule_conference_found, rule_setting_set, rule_unit_add, rule_person_add,
    rule_post_fill, rule_post_vacate, rule_meeting_excuse_year;
NounRule rule_record_correct, rule_record_void;
NounRule rule_research_report, rule_research_special, rule_research_joint;
NounRule rule_topic_propose, rule_topic_revise, rule_topic_submit, rule_topic_agree,
    rule_topic_retract_consent, rule_topic_return, rule_topic_decline, rule_topic_withdraw,
    rule_topic_defer, rule_topic_draft;
NounRule rule_consultation_send, rule_consultation_extend, rule_consultation_remind,
    rule_consultation_reply, rule_consultation_hand_back, rule_consultation_resend,
    rule_consultation_meet, rule_consultation_settle, rule_consultation_close;
NounRule rule_meeting_request, rule_meeting_consent, rule_meeting_schedule, rule_meeting_agenda,
    rule_meeting_roster, rule_meeting_ready, rule_meeting_notify, rule_meeting_respond,
    rule_meeting_postpone, rule_meeting_cancel, rule_meeting_open, rule_meeting_signin,
    rule_meeting_report, rule_meeting_brief, rule_meeting_require, rule_meeting_discuss,
    rule_meeting_resolve, rule_meeting_close;
NounRule rule_minutes_draft, rule_minutes_approve, rule_minutes_return, rule_minutes_issue,
    rule_minutes_countersign, rule_liaison_name, rule_minutes_receive;
NounRule rule_decision_assign, rule_decision_accept, rule_decision_object, rule_decision_report,
    rule_decision_ask_extension, rule_decision_extend, rule_decision_explain,
    rule_decision_chase, rule_decision_ask_close, rule_decision_verify, rule_decision_return,
    rule_decision_close, rule_decision_reopen;
NounRule rule_inspection_form, rule_inspection_find;
NounRule rule_news_draft, rule_news_clear, rule_news_publish;

/* What founding makes of a charter that has liaisons (liaison.c). */
bool has_liaisons(const Ruleset *charter);
void liaisons_founded(Judgement *j, const Ruleset *charter);
/* The person a field names, by handle or by code; 0: nobody. */
int64_t person_named(const Case *c, const char *named);

#endif
