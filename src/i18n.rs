//! The interface's words, in one place: English is built in, and a file of a briefing's `i18n/`
//! folder puts another language's in their place.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::language::plural::{self, Plurals};

/// One of the interface's words, or a pattern with names in braces.
#[derive(Debug, Clone, Copy)]
pub struct InterfaceWord {
    /// Its key in a file of `i18n/`, and its field in `t`.
    pub name: &'static str,
    /// What is shown in English.
    pub english: &'static str,
    /// What it is for.
    pub about: &'static str,
}

macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident $english:literal;)+) => {
        /// The words that the program itself puts into pages. Templates see them as `t`.
        #[derive(Debug, Clone, Serialize)]
        pub struct Words {
            $($(#[doc = $doc])+ pub $name: String,)+
        }

        impl Default for Words {
            fn default() -> Self {
                Self { $($name: $english.into(),)+ }
            }
        }

        impl Words {
            /// Every word there is, in order.
            pub const ALL: &[InterfaceWord] = &[$(InterfaceWord {
                name: stringify!($name),
                english: $english,
                about: concat!($($doc),+).trim_ascii(),
            }),+];

            /// Puts another language's word in the place of `name`'s, where there is such a word.
            pub fn set(&mut self, name: &str, word: String) {
                match name {
                    $(stringify!($name) => self.$name = word,)+
                    _ => {}
                }
            }
        }
    };
}

words! {
    /// Name of a note's reference: its number, kind and title.
    note_reference "Note {n}, {kind}: {title}";
    /// Name of a footnote's reference.
    footnote_reference "Footnote {n}";
    /// Name of a link from a footnote to where it is referred to.
    footnote_back "Back to the text of footnote {n}";
    /// Name of a table: the heads of its columns.
    table "Table: {columns}";
    /// Name of a table without heads.
    table_plain "Table";

    /// The kind `note`.
    kind_note "Note";
    /// The kind `quote`.
    kind_quote "Quotation";
    /// The kind `claim`.
    kind_claim "Claim";
    /// The kind `context`.
    kind_context "Context";
    /// The kind `correction`.
    kind_correction "Correction";
    /// The kind `question`.
    kind_question "Question";
    /// Several of them, over a list.
    questions "Questions";
    /// Several of the kind `context`, likewise.
    contexts "Context";
    /// How many of a kind there are, over a list.
    kind_counted "{kind}, {n}";
    /// Over what a colleague answers to a note.
    reply "Answer";
    /// What a note of the kind `note` is.
    about_note "A remark of the desk.";
    /// The same of `quote`.
    about_quote "Words that reports quote, held against each other.";
    /// The same of `claim`.
    about_claim "A question of fact, and what each report answers.";
    /// The same of `context`.
    about_context "What one should know beside it.";
    /// The same of `correction`.
    about_correction "Something is wrong here, and this is right.";
    /// The same of `question`.
    about_question "What the reports leave open.";
    /// Of a note that a public build leaves out.
    draft "draft";

    /// On every page of a site that may show drafts and whole reports.
    private_site "Private: this site may show drafts and whole reports, and is not to be published.";
    /// Link over the chrome.
    skip "Skip to the text";
    /// Name of the navigation.
    navigation "Briefing";
    /// The front page.
    front "Briefing";
    /// Articles, as a heading and in the navigation.
    articles "Reports";
    /// Entities, likewise.
    entities "Entities";
    /// Those who are quoted, likewise.
    officials "Who speaks";
    /// Claims, likewise.
    claims "Claims";
    /// Tags, likewise.
    tags "Tags";
    /// Words that reports share, likewise.
    shared "Shared words";
    /// The page that holds the whole briefing.
    print "Print";
    /// What that page holds.
    print_whole "The whole briefing on one page";
    /// The same, where it is too much for one page.
    print_parts "The whole briefing, part by part";
    /// Who answers for the briefing.
    edited_by "Edited by {editor}.";
    /// Before the links to the data.
    data "Data";
    /// The feed.
    feed "Feed";
    /// Of a page of the briefing's own, where something else links to it or finds it.
    own_page "Page";
    /// Over such pages among what was found.
    own_pages "Pages";

    /// Name of the choice between light and dark.
    theme "Colours";
    /// As the reader's system has it.
    theme_system "Auto";
    /// Dark on light.
    theme_light "Light";
    /// Light on dark.
    theme_dark "Dark";

    /// Over a tag, and name of the control that chooses one.
    tag "Tag";
    /// The choice of such a control that leaves nothing out.
    all_tags "All";
    /// Over an article.
    report "Report";
    /// Over an entity that says no kind.
    entity "Entity";
    /// Over somebody who is quoted, where nothing is said of the capacity.
    official "Speaker";
    /// Over a claim.
    claim "Claim";
    /// The kinds of entity.
    company "Company";
    /// A government agency.
    agency "Agency";
    /// Another organisation.
    organisation "Organisation";
    /// A place.
    place "Place";
    /// A programme.
    programme "Programme";
    /// A document.
    document "Document";
    /// A person.
    person "Person";
    /// An event.
    event "Event";
    /// Companies, over a list.
    companies "Companies";
    /// Agencies, over a list.
    agencies "Agencies";
    /// Organisations, over a list.
    organisations "Organisations";
    /// Places, over a list.
    places "Places";
    /// Programmes, over a list.
    programmes "Programmes";
    /// Documents, over a list.
    documents "Documents";
    /// Persons, over a list.
    persons "People";
    /// Events, over a list.
    events "Events";
    /// Entities that say no kind, over a list.
    others "Others";
    /// The same of the capacity `official`.
    capacity_official "Official";
    /// The same of `spokesperson`.
    capacity_spokesperson "Spokesperson";
    /// The same of `expert`.
    capacity_expert "Expert";

    /// The page of what the briefing itself had wrong, and the link to it.
    corrections "Corrections";
    /// Title of one of these in the feed, by its day.
    correction_of "Correction of {date}";
    /// When a report's text here or a note on it was last changed.
    changed_report "Latest change to this text or a note on it: {date}";
    /// When a profile was last changed.
    changed_profile "Latest change to this profile: {date}";
    /// When a note was last changed.
    changed_note "Latest change to this note: {date}";
    /// When a page of the briefing's own was last changed.
    changed_page "Latest change to this page: {date}";
    /// When anything in the briefing was last changed.
    changed_briefing "Latest change to a text or note of this briefing: {date}";
    /// A text that is a digest.
    digest "digest";
    /// Before words of a digest's own.
    in_the_digest "in the digest’s words:";
    /// What a digest is.
    digest_explained "A digest: the editor’s own summary. What stands in quotation marks is the report’s.";
    /// A text that is an excerpt.
    excerpt "excerpt";
    /// Of a text that may not be shown.
    withheld "The report’s own words are not shown in this edition. Its reference and the editor’s notes are.";
    /// Of a text of which only a part may be shown.
    shown_of "This edition shows {shown} of its {words}: the passages that the notes are about.";
    /// The same, where it is not known how many words the report has.
    shown_some "This edition shows {shown} of it: the passages that the notes are about.";
    /// Link to a report of which not all is shown.
    read_original "Read the whole report";
    /// Mentions that stand where the report's words are not shown.
    mentions_hidden "{mentions} in words that this edition does not show";
    /// The same, beside mentions that are listed.
    mentions_hidden_more "and {mentions} in words that this edition does not show";
    /// Runs of which not all words are shown.
    runs_in_part "Of {runs}, this shows what stands in words that this edition shows of both reports.";
    /// Of a list of pairs where some have no such words, or not all.
    shared_in_part "Counted in all of their words. What two reports share is shown where this edition shows these words of both.";
    /// Of what many reports print, where not all of these words are shown.
    boilerplate_in_part "Shown are {n} of {all}: those that stand in words that this edition shows.";
    /// A word that is left out where the report's words are not all shown.
    left_out_one "1 word left out";
    /// Several.
    left_out_many "{n} words left out";
    /// Of a printing that may not be shown.
    withheld_words "Its words are not shown in this edition.";
    /// The route `translated`.
    route_translated "translated";
    /// The route `back-translated`.
    route_back_translated "back-translated";
    /// The route `paraphrase`.
    route_paraphrase "paraphrase";
    /// Whose copy a report is.
    agency_copy "copy of {agency}";
    /// Link to a report.
    original_link "The report";
    /// Link to an archived copy.
    archive_link "Archived copy";
    /// When the editor read it.
    accessed "read {date}";
    /// Of a report without a date.
    undated "date of first publication not known";
    /// The list of notes on the whole of a report.
    notes_on_report "On the report as a whole";
    /// Name of the notes beside a text.
    notes "Notes";
    /// Who and what a report names, over a list.
    named_here "Named in this report";
    /// The same, where what is counted is a digest.
    named_in_digest "Named in this digest";
    /// The same, where what is counted is an excerpt.
    named_in_excerpt "Named in this excerpt";
    /// Of figures and forms of a report that is here as a digest or excerpt.
    counted_in_report "As counted in the text of the report itself, without headlines and captions; a name within a longer one counts as the longer one.";
    /// The same of several.
    counted_in_reports "Where not all of a report is here: counted in the text of the report itself. Headlines and captions do not count, and a name within a longer one counts as the longer one.";
    /// The same, where words are counted and no names.
    words_counted_in_reports "Where not all of a report is here: counted in the text of the report itself. Headlines and captions do not count.";
    /// Over an article's quotations of its own words.
    own_words "In its own words";
    /// Where a report is from, over its reference.
    reference "Reference";
    /// Name of the links to the reports before and after.
    neighbours "Other reports";
    /// The one before, in the order of the list.
    previous "Previous";
    /// The one after.
    next "Next";

    /// Name of the controls beside a text.
    tools "Reading the notes";
    /// Name of the list of a page's sections, and the control that opens it.
    sections "Sections";
    /// Control that leads to the note before.
    note_before "Previous note";
    /// Control that leads to the note after.
    note_after "Next note";
    /// Where one is: {n} of {m}.
    note_at "{n} of {m}";
    /// The same where there is no note to be at.
    note_count "{m} notes";
    /// Control that shows which kinds of note there are.
    kinds "Kinds";
    /// What those controls do.
    kinds_shown "Show these kinds of note";
    /// How many notes are shown once some are hidden.
    kinds_told "{n} of {m} notes are shown";
    /// Control that tells which keys there are.
    keys "Keys";
    /// The key for the next note.
    key_next "next note";
    /// The key for the previous note.
    key_previous "previous note";
    /// The key that goes from a mark to its note.
    key_enter "from a mark to its note";
    /// The key that goes back.
    key_escape "from a note to its passage; closes a preview";
    /// The key that tells of the keys.
    key_help "this list";
    /// The key for searching.
    key_search "search";
    /// Control that turns off keys that are a single letter or sign.
    keys_single "Letters and signs alone work as keys";
    /// Control that closes what lies over the page.
    close "Close";
    /// Link from a preview to the note.
    to_note "To the note";
    /// Name of a link from a note to itself.
    note_permalink "Link to this note";
    /// Name of the preview of an entity or official.
    preview "In brief";

    /// Over the references to a page and to what it shows.
    cite "Cite this";
    /// A reference to a part of the briefing.
    citation "{what}. In: {briefing}.";
    /// What an article's page is.
    cite_article "{report}, with notes";
    /// What a claim's page is.
    cite_claim "{title}: answers from {reports}";
    /// What a quotation is.
    cite_quotation "{title}: {speaker}, as noted in {reports}";
    /// Control that copies a reference.
    copy "Copy";
    /// What it says then.
    copied "Copied";
    /// What it says where the browser does not let it.
    copy_failed "Selected: copy it";

    /// Over what links to a page.
    back_links "Referred to in";

    /// What a finding rests on.
    evidence "Evidence";
    /// Over the editor's own answer to a claim.
    finding "The desk’s own answer";
    /// Over a list of such answers.
    findings "Found by the desk";
    /// To all claims, where that list leaves some out.
    all_findings "All {n} answers of the desk";
    /// The column of such answers.
    desk "The desk";
    /// Before the reports that give the same answer.
    finding_agrees "The same in";
    /// Before those whose answers can be true as well.
    finding_compatible "Can be true together with what is in";
    /// Before those whose answers cannot be compared with it.
    finding_apart "Cannot be compared with what is in";
    /// Before those whose sums come to something else.
    finding_differs "Differs from what is in";
    /// Before those whose answers cannot be true if it is.
    finding_contradicts "Contradicts";
    /// At an answer that cannot be true if the editor's is.
    against_finding "contradicts the desk";
    /// A note in a line: the editor's own answer.
    brief_finding "the desk’s own answer: {value}";
    /// A review of an answer that is the same.
    review_agrees "Agrees with what the desk found: {value}";
    /// A review of one that cannot be true if it is.
    review_contradicts "Contradicts what the desk found: {value}";
    /// Reports in which the editor looked.
    not_reported "not reported";
    /// Reports of which nothing is noted.
    not_noted "no answer noted";
    /// Over claims side by side, after the sign of an answer that contradicts another.
    key_disputed "contradicts an answer that as many reports give, or more";
    /// After the sign of a report in which the editor looked.
    key_silent "not reported: the editor looked, and the report does not say";
    /// After the sign of a report of which nothing is noted.
    key_unknown "no answer noted: whether the report gives one is not known";
    /// Of a part that a report's sum does not have.
    not_in_sum "not in this sum";
    /// Of reports that are not named.
    and_more "and {n} more";
    /// What a correction says instead, in a line.
    brief_reads "Should read: {words}";
    /// A claim's answer here, before those of others.
    brief_here "Here {value}";
    /// The same, where others give it too.
    brief_same "Here {value}, as in {reports}";
    /// An answer of others.
    brief_there "{reports}: {value}";
    /// Link from a note to its passage.
    passage "Passage";
    /// Link from a printing to its sentence.
    to_sentence "In the report";
    /// Link to a claim's page.
    to_claim "All answers";
    /// Link to a family.
    to_family "All printings";
    /// Where a note stands.
    stands_in "Beside";

    /// Of quotations, the heading.
    quotations "Quotations";
    /// The printing that the others are held against.
    base "the others are compared with these words";
    /// The same, where others print other words.
    base_heat "the others are compared with these words: the thicker a line, the larger the share of those that reach there and print other words";
    /// A printing of less than the whole.
    partial "in part";
    /// A printing of less than the whole that agrees in every word.
    partial_agrees "in part, and word for word";
    /// A printing in another language than the base.
    other_language "in another language, not compared";
    /// A printing without a word in common with the base.
    nothing_in_common "too different to compare";
    /// How a report names the speaker.
    named_as "as “{name}”";
    /// Through whom.
    via "via";
    /// Agreement of all printings.
    agreement "{n} % of the words agree";
    /// Agreement of all printings where they agree in every word, and not all have the whole.
    agreement_in_part "all print the same words, some not all of them";
    /// Agreement of one printing.
    agrees "{n} %";
    /// What that is a share of.
    agrees_label "of the words agree";
    /// The same of a printing of less than the whole.
    agrees_partial "of the words in the part that it prints agree";
    /// Before the reports that print the words of the base.
    same_words "Same words";
    /// Where a printing in these words begins.
    same_from "from “{word}”";
    /// Where it ends.
    same_up_to "up to “{word}”";
    /// Before other reports that print the very same.
    also_printed "The same in";
    /// Opens the printings in other words, where they are many.
    printings_with_other_words "All {n} printings in other words";
    /// Over the list of differences.
    differences "What differs";
    /// Over differences that are a report's house style.
    typography "Spelling, capitals, punctuation";
    /// Words in quotation marks.
    quoted "“{words}”";
    /// Of words left out.
    left_out "left out: {words}";
    /// Of words added.
    added "added: {words}";
    /// Where they are added.
    added_after "after “{word}”";
    /// The same, where they come first.
    added_before "before “{word}”";
    /// Where words stand that the base has in another place.
    stands_after "here after “{word}”";
    /// The same, where they come first.
    stands_before "here before “{word}”";
    /// Of words printed otherwise.
    printed_for "“{words}” for “{base}”";
    /// Differences of figures.
    label_number "number";
    /// Differences of polarity or modality.
    label_negation "modality";
    /// A condition that is left out, or another.
    label_condition "condition";
    /// Differences of names.
    label_name "name";
    /// Other words.
    label_wording "wording";
    /// Words left out.
    label_omission "omission";
    /// Words added.
    label_addition "added";
    /// Words in another place.
    label_order "order";
    /// Other words in a language of which the program does not know what they do.
    label_unread "other words";
    /// Other words where the passage has a gap or an end.
    label_cut "cut";
    /// What is not of the utterance: in square brackets, or who speaks.
    label_insertion "inserted";
    /// Spelling.
    label_spelling "spelling";
    /// Capitals.
    label_case "capitals";
    /// Punctuation.
    label_punctuation "punctuation";

    /// Title of the page that `sidenote verify --html` writes.
    draft_title "What {draft} quotes";
    /// Of a quotation that a report prints letter for letter.
    draft_exact "printed so";
    /// Of one that a report prints but for typography.
    draft_typographic "printed so, but for typography";
    /// Of one that a report prints otherwise.
    draft_altered "printed otherwise";
    /// Of one that leaves out what its meaning hangs on.
    draft_cut "cut";
    /// Of one that another said, or another report has.
    draft_misattributed "another’s words";
    /// Of one that may stand in what is not here of a report.
    draft_unknown "not known";
    /// Of one that no report has.
    draft_absent "in none of these reports";
    /// What a report prints.
    draft_prints "{report} prints";
    /// Who said it, by a note.
    draft_said_by "said by {speaker}";
    /// The words that a quotation leaves out and its meaning hangs on.
    draft_lost "without “{words}” it says something else";
    /// How many quotations are too short to be judged.
    draft_short "{n} of fewer than three words are not judged.";

    /// Of a claim whose reports contradict each other.
    verdict_contradict "The reports contradict each other";
    /// Of a claim whose answers are all in words, and not in the same: whether they fit together is for readers to say.
    verdict_words "Answered in different words";
    /// Of a claim whose answers are of other kinds, so that it cannot be told whether they agree.
    verdict_differ "Not answered alike";
    /// Of a claim whose answers come to one number by other parts.
    verdict_one_number "The same number, put together differently";
    /// Of a claim whose answers can all be true.
    verdict_compatible "The answers are not the same, but can all be true";
    /// Of a claim whose reports agree.
    verdict_agree "The answers that are noted agree";
    /// Of a claim with one answer.
    verdict_only "One answer is noted";
    /// Of a claim without an answer.
    verdict_unanswered "No answer is noted";
    /// Status of a cell.
    status_agrees "agrees";
    /// Status of a cell.
    status_compatible "compatible";
    /// The same, where all come to one number.
    status_one_number "the same number";
    /// Status of a cell.
    status_differs "differs";
    /// The same, where all answers are words.
    status_words "different words";
    /// The same, where others answer alike.
    status_shared "also in {reports}";
    /// Status of a cell that contradicts all others, which are many.
    status_disagrees "contradicts all other answers";
    /// Status of a cell that contradicts others, which as many reports give or more.
    status_contradicts "contradicts {values}";
    /// Status of a cell that is contradicted by answers of fewer reports.
    status_contradicted "contradicted by {reports}";
    /// Status of a cell.
    status_only "only answer noted";
    /// Status of a cell.
    status_unvalued "no value";
    /// A sum that comes to the total.
    sum_holds "{sum}, as it should be";
    /// A sum that does not.
    sum_fails "{sum}, not {total}";
    /// How much a sum lacks.
    sum_lacks "{n} missing";
    /// What the picture of sums shows.
    sums_caption "Each sum on one scale: parts of one name have one shade. What is missing is an empty outline.";
    /// What the picture of numbers or dates shows.
    values_caption "Each answer on one axis. A full dot belongs to the answer, a ring does not; an arrow has no end. Dashes show that it is approximate: how far it reaches is not told.";
    /// Counted by the editor.
    counted_by_editor "counted by the editor";
    /// Head of the column of reports.
    column_report "Report";
    /// Head of the column of values.
    column_value "Answer";
    /// Head of the column of words.
    column_words "In these words";
    /// Head of the column of parts.
    column_part "Part";
    /// Over the table of parts.
    parts "Part by part";
    /// What is counted.
    counted_in "counted in {unit}";
    /// What the parts should add up to.
    expected_total "should make {total}";
    /// How many reports give an answer.
    gives_answer "{n} of {all}";
    /// Reports in which the editor looked, in a list of claims.
    not_reported_in "not reported in {reports}";
    /// Reports of which nothing is noted, in a list of claims.
    not_noted_in "no answer noted from {reports}";
    /// What the marks of a list of claims mean.
    answers_key "One mark for each report that gives it, in order of publication, those of unknown date last.";
    /// Over the list of claims.
    claims_intro "One question a line, and what each report answers.";

    /// What shared words are.
    shared_explained "Runs that two reports both print: eight words in a row or more, and what goes on from there over gaps of a word or two. What both quote from one speaker is left out.";
    /// Where there are none.
    shared_none "No two of the reports compared here share a run of eight words.";
    /// Where there are none but in what is listed below.
    shared_none_else "Beyond what is listed below, no two of the reports compared here share a run of eight words.";
    /// How many reports are compared.
    compared_all "{reports} compared";
    /// Where some are not.
    compared_some "{n} of {reports} compared; of the others, their own words are not here";
    /// What the picture of two reports shows.
    shared_caption "Both reports from their beginning to their end, each as high as it is long. What they share is joined.";
    /// Where a run stands in a report: from and to, as parts of it.
    run_place "{first}–{last} %";
    /// Which of two reports came first, where that is known.
    came_first "{first} came first, {second} after it.";
    /// Of two reports of one day.
    came_together "Both are of one day; which came first is not known.";
    /// Where dates are missing, or not exact.
    came_unknown "Which came first is not known.";
    /// Of two copies from one agency.
    both_agency "Both give their text as a copy of {agency}.";
    /// Two reports.
    pair "{first} and {second}";
    /// Head of the column of pairs.
    column_pair "Reports";
    /// Head of the column of words that two reports share.
    column_shared "Words shared";
    /// Head of the column of shares.
    column_share_first "Of the first";
    /// Head of the column of shares.
    column_share_second "Of the second";
    /// Head of the column of runs.
    column_runs "Runs";
    /// Head of the column of the longest runs.
    column_longest "Longest";
    /// Share of a report.
    percent "{n} %";
    /// A share that rounds to nothing.
    under_one "under 1 %";
    /// Share of a report's words.
    share_of_words "{share} of its words";
    /// Of a pair's words: their runs.
    words_in_runs "{words} in {runs}";
    /// Of a pair with several runs.
    longest_run "the longest of {words}";
    /// Link from a run to its paragraph.
    to_paragraph "{report}, to the paragraph";
    /// Before other reports that print much of a run.
    also_in "Whole or in part also in";
    /// Runs that a page leaves out.
    runs_left_out "The longest {n} of {runs} are shown.";
    /// Pairs that the list leaves out.
    pairs_left_out "These are the {n} strongest of {all} pairs; more are in";
    /// Link to the list of pairs.
    shared_all "All reports that share words";
    /// Over texts that several reports print.
    common_texts "One text in several reports";
    /// What they are.
    common_texts_explained "Texts that three reports or more print, in whole or in part, and how much of them each prints. One that more than twenty print makes no pair of any two of them.";
    /// What the list leaves out.
    texts_left_out "The {n} of {all} of which most words are printed.";
    /// How many reports print a text, and how much of it the one that prints most.
    text_facts "{reports}, up to {words}";
    /// Whose copy all reports that print a text are said to be.
    text_agency_all "All of them are given as copies of {agency}.";
    /// Whose copy some are said to be.
    text_agency_some "{n} of them are given as copies of {agency}.";
    /// Whose copy one is said to be.
    text_agency_one "One of them is given as a copy of {agency}.";
    /// Link from two reports to a text that both print with very many others.
    text_beside "Both print words of a text that {reports} print; they are not counted here.";
    /// Over what many reports print.
    boilerplate "Printed by many";
    /// What that is.
    boilerplate_explained "What more than five reports print at the same end of their text, and is short, stands here once, and makes no pair of any two of them.";
    /// What it leaves out.
    boilerplate_left_out "The {n} most widely printed of {all}.";
    /// Who prints it, before the first of them.
    boilerplate_in "{words} in {reports}; here as in";
    /// What share of a report stands in others.
    elsewhere_share "Of its words, {share} stand in other reports too.";
    /// Where none does.
    elsewhere_none "It shares no run of eight words with another report.";
    /// What of it is printed by many.
    elsewhere_boilerplate "What many print at one end of their text is {share}.";
    /// What of it is a text that several reports print.
    elsewhere_text "{words} of a text that {reports} print";
    /// Link to all pairs, where the list leaves some out.
    elsewhere_more "and {reports} more";

    /// Over an entity's facts.
    facts "Facts";
    /// When a fact held.
    as_of "as of {date}";
    /// Over the printed forms of a name.
    forms "As printed";
    /// Over the forms of a name in digests.
    forms_in_digests "In the editor’s digests";
    /// Head of the column of forms.
    column_forms "Forms";
    /// Head of the column of counts.
    column_count "Times";
    /// Beside the forms: how often reports print the name as the editor writes it.
    editors_form "In the form that this site uses";
    /// Before a form that is probably a misspelling, printed once.
    printed_once "Printed once as";
    /// The same, printed more often.
    printed_times "Printed {n} times as";
    /// Before the reports that print something.
    printed_in "in";
    /// What it is.
    perhaps_misspelled "perhaps a misspelling, and not counted";
    /// What it is where the editor corrects it, before the correction.
    misspelled "a misspelling, and not counted: see";
    /// Over the mentions.
    mentions "Mentions";
    /// Over their list, where digests have another number of them than their reports.
    mentions_listed "Listed: {listed}, in the words shown here. The {told} under the name are counted in the reports themselves.";
    /// Over what is named together with something.
    together "Named together with";
    /// Where some of that is counted in digests.
    together_in_digests "Counted by paragraph; in a digest the paragraphs are the editor’s.";
    /// Over the notes on something.
    linked_notes "Notes";
    /// What something belongs to.
    part_of "Part of";
    /// What belongs to something.
    has_parts "Parts";
    /// Who speaks for something.
    speakers_of "Speakers";
    /// A name in full.
    full_name "In full";
    /// Other names.
    aliases "Also";
    /// Links to the web.
    links "On the web";
    /// Of an entity that no report names.
    no_mention "Not named in the words shown here";

    /// Over what several sources answer alike.
    agreed "Agreed";
    /// Over answers that cannot all be true.
    in_dispute "In dispute";
    /// Over what one report quotes or answers, and all others are known not to.
    said_alone "Said by one report alone";
    /// In a line of these.
    only_in "only in {report}";
    /// Over what the editor says is in none of the reports.
    unreported "In none of these reports";
    /// In the place of words that a report does not print.
    not_there "not printed";
    /// Over the claims whose answers are other words, or of other kinds.
    answered_differently "Not answered alike, or in different words";
    /// An answer, and who gives it.
    dispute_answer "{reports}: {value}";
    /// Of one answer that is not named.
    more_answers_one "and one more answer";
    /// Of several.
    more_answers_many "and {n} more answers";
    /// Link to all claims.
    all_claims "All claims";
    /// Over the speakers.
    who_speaks "Who speaks";
    /// Over entities and officials, each with all that is known of it.
    who_is_named "Who and what is named";
    /// Link to all reports.
    all_reports "All {n} reports";
    /// Link to all who are quoted.
    all_speakers "All {n} who speak";
    /// Over the contents.
    contents "Contents";
    /// Over notes that belong to no report.
    notes_on_all "On all reports";
    /// When the reports were published, under the title.
    published_between "Reports of {dates}";
    /// Of one report alone.
    published_one "Report of {date}";
    /// The same, where some have no date.
    published_undated "Reports of {dates}, {n} of unknown date";

    /// Over the reports, with what no other has.
    what_adds "What each report adds";
    /// What one report quotes, and all others are known not to.
    adds_quotes "Quoted here alone";
    /// What only one report names.
    adds_names "Named here alone";
    /// What only one report answers.
    adds_answers "Answered here alone";

    /// In how many reports a statement was found, in its words or others.
    found_in "Found in {n} of {all} reports.";
    /// The same, where it is in all.
    found_in_all "Found in all {n} reports.";
    /// In a list.
    found_short "{n} of {all}";
    /// Of a report that prints it.
    prints "Prints it";
    /// Before such reports.
    printed_by "Printed by";
    /// Of a report that says the same otherwise.
    says_in_own_words "Says it in its own words";
    /// Before such reports.
    in_own_words "In their own words";
    /// Of a report that has the words where no passage is noted.
    prints_too "Prints these words too";
    /// Before such reports.
    also_printed_by "Also printed by";
    /// Of reports in which the editor looked.
    not_reported_says_desk "Not reported, says the desk";
    /// Of those that could not have it.
    published_before "Published before it was said";
    /// Of a report in whose whole text nothing like it stands.
    does_not_print "Does not print these words";
    /// Before such reports.
    not_printed_by "Not printed by";
    /// Of those of which nothing of this is known.
    not_known "Not known";
    /// Head of the column of how many reports a statement was found in.
    column_found "Found in";
    /// What the figures in the list of entities mean.
    named_key "How often each report prints the name. A dot: it does not. A dash: not counted.";
    /// Name of the field that narrows a long list.
    narrow "Only with these words";
    /// How many of a narrowed list are shown.
    narrowed "{n} of {m} are shown";
    /// What a figure in the place of a mark means, beside somebody of whom there are several statements.
    figures_key "A figure beside a name: how many of the statements were found in the report.";
    /// What the marks in a list of statements mean.
    marks_key "One mark for each report, the oldest first, those of unknown date last. Full: it prints the words. Half: it tells them in words of its own. Low: it does not print them, or does not report it. Dot: it was published before they were said. Ring: not known.";

    /// Over the time line.
    time_line "Time line";
    /// What it shows.
    time_line_caption "What was said when, and when the reports were published.";
    /// The same, where of nothing that was said a date is known.
    time_line_published "When the reports were published.";
    /// Over what was said.
    said "Said";
    /// Over what was published.
    published "Published";
    /// Before reports without a date.
    undated_reports "Date of first publication not known:";
    /// Over the picture of who is named by whom, and its table.
    coverage "Coverage";
    /// What it shows.
    coverage_caption "How often each report names whom: the larger the dot, the more often. Where there is no room for all, the most named are drawn, and the reports that name them most.";
    /// Reports that are left out of it.
    coverage_withheld "Not counted: {reports} whose words are not here, or not all.";
    /// Of a name that was not looked for in a report.
    not_counted "not counted";
    /// Over the picture of what is named together, and its table.
    who_together "Who is named together";
    /// What it shows.
    together_caption "Names that stand in the same paragraphs, those that do so most first. A name’s row is to its left and its column below it: where those of two meet, a square tells how often they stand together. A ring is someone who is quoted.";
    /// Link to both.
    all_named "All {n} names, and who is named together";
    /// Where nobody is named together.
    all_named_only "All {n} names";
    /// Opens a picture's table.
    as_table "As a table";
    /// Where a table leaves something out.
    all_mentions "Every mention is in";
    /// Head of a column of dates.
    column_date "Date";
    /// Head of a column of names.
    column_name "Name";
    /// Head of the column of names that stand beside it.
    column_with "Together with";
    /// Head of a column of sums.
    column_all "All";
    /// Head of a column of numbers of reports.
    column_reports "Reports";

    /// The page for searching, and the link to it.
    search "Search";
    /// Name of the field.
    search_label "Search reports, notes, people and quotations";
    /// Name of the control that narrows a search to one kind of result.
    kinds_sought "Only";
    /// How many results are shown.
    search_some "Results shown: {n}";
    /// Of a search without results.
    search_none "Nothing found";
    /// Of a search that found nothing as it was typed: the words that were sought instead.
    search_meant "sought: {words}";
    /// Of a search whose files cannot be loaded.
    search_failed "The index cannot be loaded";
    /// Button for more results of a kind.
    search_more "More";
    /// What the page says where scripts do not run.
    search_without_script "Searching needs JavaScript. These lists lead to everything without it.";

    /// Title of the page for an address that there is not.
    not_found "Nothing here";
    /// What it says.
    not_found_text "This address leads to no page of the briefing.";
    /// Title of a page that leads on.
    moved "Moved";
    /// What it says.
    moved_text "This page is now at";

    /// One report.
    report_one "1 report";
    /// Several.
    report_many "{n} reports";
    /// One word.
    word_one "1 word";
    /// Several.
    word_many "{n} words";
    /// One word of a report that is here as a digest or excerpt.
    report_word_one "1 word in the report itself";
    /// Several.
    report_word_many "{n} words in the report itself";
    /// One word of a digest.
    digest_word_one "1 word in the digest";
    /// Several.
    digest_word_many "{n} words in the digest";
    /// One word of an excerpt.
    excerpt_word_one "1 word in the excerpt";
    /// Several.
    excerpt_word_many "{n} words in the excerpt";
    /// One note.
    note_one "1 note";
    /// Several.
    note_many "{n} notes";
    /// One mention.
    mention_one "1 mention";
    /// Several.
    mention_many "{n} mentions";
    /// One mention in a digest.
    digest_mention_one "1 mention in a digest";
    /// Several.
    digest_mention_many "{n} mentions in digests";
    /// One run.
    run_one "1 run";
    /// Several.
    run_many "{n} runs";
    /// One quotation.
    quotation_one "1 quotation";
    /// Several.
    quotation_many "{n} quotations";
    /// One printing.
    printing_one "1 printing";
    /// Several.
    printing_many "{n} printings";
    /// One claim.
    claim_one "1 claim";
    /// Several.
    claim_many "{n} claims";
    /// One statement.
    statement_one "1 statement";
    /// Several.
    statement_many "{n} statements";

    /// Names of languages, by their tags. What a translation leaves out keeps its English name.
    languages "ab Abkhaz, af Afrikaans, ak Akan, am Amharic, an Aragonese, ar Arabic, arc Aramaic, as Assamese, ast Asturian, av Avar, ay Aymara, az Azerbaijani, ba Bashkir, bal Baluchi, be Belarusian, bg Bulgarian, bho Bhojpuri, bi Bislama, bm Bambara, bn Bengali, bo Tibetan, br Breton, bs Bosnian, bua Buryat, ca Catalan, ce Chechen, ceb Cebuano, ch Chamorro, chr Cherokee, ckb Central Kurdish, co Corsican, crh Crimean Tatar, cs Czech, cv Chuvash, cy Welsh, da Danish, de German, dv Dhivehi, dz Dzongkha, ee Ewe, el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque, fa Persian, ff Fulah, fi Finnish, fil Filipino, fj Fijian, fo Faroese, fr French, fy West Frisian, ga Irish, gd Scottish Gaelic, gl Galician, gn Guarani, grc Ancient Greek, gu Gujarati, gv Manx, ha Hausa, haw Hawaiian, he Hebrew, hi Hindi, hil Hiligaynon, hmn Hmong, hr Croatian, hsb Upper Sorbian, ht Haitian Creole, hu Hungarian, hy Armenian, ia Interlingua, id Indonesian, ig Igbo, ii Yi, ilo Ilocano, is Icelandic, it Italian, iu Inuktitut, ja Japanese, jv Javanese, ka Georgian, kaa Karakalpak, kab Kabyle, kg Kongo, ki Kikuyu, kk Kazakh, kl Greenlandic, km Khmer, kn Kannada, ko Korean, kok Konkani, kr Kanuri, ks Kashmiri, ku Kurdish, kv Komi, ky Kyrgyz, la Latin, lb Luxembourgish, lg Ganda, ln Lingala, lo Lao, lt Lithuanian, lv Latvian, mai Maithili, mg Malagasy, mh Marshallese, mi Māori, mk Macedonian, ml Malayalam, mn Mongolian, mni Manipuri, mr Marathi, ms Malay, mt Maltese, my Burmese, nah Nahuatl, nb Norwegian Bokmål, nd North Ndebele, nds Low German, ne Nepali, nl Dutch, nn Norwegian Nynorsk, no Norwegian, nr South Ndebele, nso Northern Sotho, nv Navajo, ny Chichewa, oc Occitan, om Oromo, or Odia, os Ossetian, pa Punjabi, pap Papiamento, pl Polish, prs Dari, ps Pashto, pt Portuguese, qu Quechua, rm Romansh, rn Kirundi, ro Romanian, rom Romani, ru Russian, rw Kinyarwanda, sa Sanskrit, sah Yakut, sat Santali, sc Sardinian, sco Scots, sd Sindhi, se Northern Sami, sg Sango, sh Serbo-Croatian, si Sinhala, sk Slovak, sl Slovenian, sm Samoan, sn Shona, so Somali, sq Albanian, sr Serbian, ss Swazi, st Southern Sotho, su Sundanese, sv Swedish, sw Swahili, syr Syriac, ta Tamil, te Telugu, tet Tetum, tg Tajik, th Thai, ti Tigrinya, tk Turkmen, tl Tagalog, tn Tswana, to Tongan, tpi Tok Pisin, tr Turkish, ts Tsonga, tt Tatar, tum Tumbuka, tw Twi, ty Tahitian, tyv Tuvan, udm Udmurt, ug Uyghur, uk Ukrainian, ur Urdu, uz Uzbek, ve Venda, vi Vietnamese, war Waray, wo Wolof, xh Xhosa, yi Yiddish, yo Yoruba, yue Cantonese, za Zhuang, zgh Tamazight, zh Chinese, zu Zulu";
    /// The months, parted by spaces, or by commas where a name has several words.
    months "January February March April May June July August September October November December";
    /// The months as they stand after a day, where that is another form; else as above.
    months_of_day "January February March April May June July August September October November December";
    /// A day.
    date_day "{day} {month} {year}";
    /// A month.
    date_month "{month} {year}";
    /// Days of one month.
    date_days "{first}–{last} {month} {year}";
    /// Years.
    date_years "{first}–{last}";
    /// Any other stretch of days.
    date_range "{first} – {last}";
    /// The page of what is done and what is not, which only the desk sees.
    status "What is done";
    /// What that page is for.
    status_intro "For the desk alone: no build writes this page. Drafts count, and reports that are not shown.";
    /// How many there are of how many.
    status_of "{some} of {all}";
    /// Head of a column: paragraphs of which notes have passages.
    status_paragraphs "Paragraphs with a note";
    /// Head of a column: what stands in quotation marks and has a note.
    status_quotations "Quotations with a note";
    /// Head of a column: questions that were looked up in a report.
    status_questions "Questions looked up";
    /// Head of a column: notes beside a report.
    status_notes "Notes";
    /// Head of a column: drafts among them.
    status_drafts "Drafts";
    /// Over the paragraphs of a report without a note.
    status_unnoted "Paragraphs without a note";
    /// Over what a report puts in quotation marks and has no note.
    status_unquoted "Quotations without a note";
    /// Over the questions with each report.
    status_matrix "Questions and reports";
    /// What to do there.
    status_matrix_intro "Choose a report in which nobody looked: it opens beside the question. Where it is silent, add the line below to the claim.";
    /// Of a question that a report answers.
    status_answered "answered";
    /// Of a question that nobody looked up in a report.
    status_unlooked "not looked up";
    /// Name of the frame in which a report is shown beside a question.
    status_beside "The report";
    /// Over open questions.
    status_open "Questions for the desk";
    /// Over passages without a place.
    status_broken "Passages that are wrong";
    /// How many errors there are.
    status_errors "Errors in all: {count}. The terminal has them all, and so has sidenote check.";
    /// Over what has changed.
    status_changes "Changed since the last commit";
    /// Where nothing has.
    status_no_changes "Nothing.";
    /// Where git knows of no commit.
    status_no_commit "There is no commit yet that could be compared.";
    /// Of what was not there.
    status_new "new";
    /// Of what says something else.
    status_edited "edited";
    /// Of what is not there any more.
    status_gone "gone";

    /// What parts the items of a list.
    comma ", ";
    /// A list: all but the last, and the last.
    list_last "{first} and {last}";
    /// What parts the thousands of a number.
    thousands ",";
}

impl Words {
    /// A number with its thousands parted.
    #[must_use]
    pub fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(&self.thousands);
            }
            out.push(digit);
        }
        out
    }
}

/// The months of a list: parted by commas where there are some, else by spaces.
pub fn months(list: &str) -> impl Iterator<Item = &str> {
    let comma = list.contains(',');
    let parts = list.split(move |c| if comma { c == ',' } else { c == ' ' });
    parts.map(move |part| if comma { part.trim() } else { part })
}

/// The names in braces of a pattern.
#[must_use]
pub fn names(pattern: &str) -> BTreeSet<&str> {
    in_braces(pattern).map(|inside| inside.split('|').next().unwrap_or_default()).collect()
}

/// What stands in each pair of braces of a pattern.
fn in_braces(pattern: &str) -> impl Iterator<Item = &str> {
    let parts = pattern.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(inside, _)| inside))
}

/// The forms of words that go with a number in a pattern, `{n|report|reports}`: each list of them.
pub fn numbered_forms(pattern: &str) -> impl Iterator<Item = Vec<&str>> {
    in_braces(pattern).filter_map(|inside| Some(inside.split_once('|')?.1.split('|').collect()))
}

/// A pattern of a language in which each form that goes with a number says with which, as [`fill`] reads it.
#[must_use]
pub fn with_rules(pattern: &str, language: &str, plurals: &Plurals) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    for (number, part) in pattern.split('{').enumerate() {
        if number > 0 {
            out.push('{');
        }
        match part.split_once('}').filter(|(inside, _)| number > 0 && inside.contains('|')) {
            Some((inside, rest)) => {
                let mut parts = inside.split('|');
                out.push_str(parts.next().unwrap_or_default());
                out.push('|');
                out.push_str(language);
                for (form, words) in plurals.forms().iter().zip(parts) {
                    out.push('|');
                    out.push_str(form);
                    out.push('=');
                    out.push_str(words);
                }
                out.push('}');
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}

/// A pattern with its `{names}` filled in. `{n|ru|one=…|few=…}` becomes the form that goes with `n`.
#[must_use]
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after.split_once('}').and_then(|(inside, after)| {
            let (name, forms) = match inside.split_once('|') {
                Some((name, forms)) => (name, Some(forms)),
                None => (inside, None),
            };
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((forms.map_or(*value, |forms| form_of(forms, value)), after))
        });
        rest = match filled {
            Some((value, after)) => {
                out.push_str(value);
                after
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The form that goes with a number as it is written, of a language and its forms.
fn form_of<'a>(forms: &'a str, number: &str) -> &'a str {
    let mut parts = forms.split('|');
    let language = parts.next().unwrap_or_default();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let form = digits.parse().map_or("other", |n| plural::form(language, n));
    let named = parts.filter_map(|part| part.split_once('='));
    let mut last = "";
    for (name, words) in named {
        if name == form {
            return words;
        }
        last = words;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_can_be_another() {
        let mut words = Words::default();
        for word in Words::ALL {
            words.set(word.name, format!("<{}>", word.name));
        }
        let changed = serde_json::to_value(&words).unwrap();
        for (name, text) in changed.as_object().unwrap() {
            assert_eq!(text, &format!("<{name}>"));
        }
        assert_eq!(changed.as_object().unwrap().len(), Words::ALL.len());
    }

    #[test]
    fn thousands_are_parted() {
        let words = Words::default();
        assert_eq!([0, 999, 1_234_567].map(|n| words.number(n)), ["0", "999", "1,234,567"]);
    }

    #[test]
    fn a_form_goes_with_its_number() {
        let plurals = Plurals::of("ru");
        let pattern = "{n} {n|доклад|доклада|докладов} от {who}";
        let pattern = with_rules(pattern, "ru", &plurals);
        assert_eq!(names(&pattern).into_iter().collect::<Vec<_>>(), ["n", "who"]);
        let told = [1, 3, 11, 1_021].map(|n| {
            let n = Words::default().number(n);
            fill(&pattern, &[("n", &n), ("who", "X")])
        });
        assert_eq!(
            told,
            ["1 доклад от X", "3 доклада от X", "11 докладов от X", "1,021 доклад от X"]
        );
    }

    #[test]
    fn fills_what_it_has() {
        assert_eq!(fill("{n} of {m}, {x}", &[("n", "1"), ("m", "{n}")]), "1 of {n}, {x}");
    }
}
