//! Examples that `--help` shows at its end, by command.

macro_rules! examples {
    ($($name:ident: $($line:literal)+;)+) => {$(
        pub(super) const $name: &str = concat!("Examples:" $(, "\n  sidenote ", $line)+);
    )+};
}

examples! {
    BUILD:
        "build                                  the public site, into _site/"
        "build --private                        all that there is, for the desk, into _site-private/"
        "build --strict                         no site where there are warnings"
        "build --timings                        and how long each stage took"
        "build --root river --out /tmp/river    another briefing, to another place";
    SERVE:
        "serve --open                           build, open the browser, and keep up with changes"
        "serve --private --port 4100            with drafts and whole reports";
    CHECK:
        "check                                  what is wrong with what would be published"
        "check --private                        drafts, too"
        "check --originals ../originals         quotations of digests against the reports themselves"
        "check --format json                    a line each, for programs";
    NEW:
        "new briefing river                     a briefing with a small example"
        "new briefing --empty river             one without"
        "new article harbour-wire               a report"
        "new annotation harbour-wire            notes on it, as drafts"
        "new entity port-ellery                 a company, agency, place, document …"
        "new official ines-calder               somebody who is quoted"
        "new language de                        the interface in another language";
    IMPORT:
        "import report.html notes.jsonld        a saved page, and annotations"
        "import --id harbour-wire wire.txt      under an id of your own"
        "import --keep saved.html               what is left out stays in a comment";
    FIND:
        "find \"cannot and will not tolerate\"    where it stands, with the passage to paste";
    REANCHOR:
        "reanchor --dry-run                     what would be rewritten"
        "reanchor tolerate --yes                this note, without asking";
    RENAME:
        "rename wire harbour-wire               an article, entity or official"
        "rename \"#toll\" \"#toll-of-the-night\"    a note";
    PIN:
        "pin --originals ../originals           every digest and excerpt"
        "pin harbour-wire --originals ../originals";
    VERIFY:
        "verify brief.docx                      each quotation, and whether a report prints it so"
        "verify article.md --html checked.html  the same as a page";
    SUGGEST:
        "suggest                                what could be added, the best first"
        "suggest harbour-wire --write content/annotations/proposed.md";
    STATUS:
        "status                                 how far each report is annotated, and what is open"
        "status harbour-wire                    what of this report has no note yet"
        "status may                             where reports name a record, to see whether it is meant"
        "status --since 2026-11-30              what has changed since that day"
        "status --format json";
    DOCTOR:
        "doctor                                 before you publish"
        "doctor --format json";
    MCP:
        "mcp --root river                       for a program that speaks this protocol";
    EXPLAIN:
        "explain passage-not-found              what it means, an example, how to mend it"
        "explain                                every code";
    SCHEMA:
        "schema article                         the keys of a report's front matter"
        "schema                                 all of them, by name"
        "schema --vscode                        write anew what VS Code completes and checks keys by";
    COMPLETIONS:
        "completions bash > ~/.local/share/bash-completion/completions/sidenote"
        "completions zsh > ~/.zfunc/_sidenote"
        "completions fish > ~/.config/fish/completions/sidenote.fish"
        "completions powershell > sidenote.ps1";
    MAN:
        "man ~/.local/share/man/man1            then: man sidenote, man sidenote-build";
}
