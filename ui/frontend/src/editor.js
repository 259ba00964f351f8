// An editor for SPARQL. What it completes: keywords, variables of the query, and the terms that Python sends once are
// found here; entities, of which there may be very many, are asked from Python while one types.

import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion,
  autocompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, ensureSyntaxTree, indentOnInput, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "codemirror-lang-sparql";
import { tags } from "@lezer/highlight";

const KEYWORDS = `SELECT DISTINCT REDUCED WHERE ASK CONSTRUCT DESCRIBE FROM NAMED GRAPH PREFIX BASE OPTIONAL UNION MINUS
FILTER EXISTS BIND VALUES UNDEF AS IN NOT ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE
GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE
LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
COALESCE IF STRLANG STRDT SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC SUBSTR REPLACE REGEX TRUE FALSE`.split(/\s+/);
const TYPING_MS = 1000;
const ASKING_MS = 40;
const PATIENCE_MS = 3000;
const MOST_OPTIONS = 40;

const editors = new WeakMap();

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  let editor = editors.get(parentElement);
  if (!editor) {
    editor = { terms: [], revision: null, asked: null };
    editors.set(parentElement, editor);
  }
  editor.say = setStateValue;
  editor.run = (text) => setTriggerValue("run", text);
  if (!editor.view) create(editor, parentElement, data);
  update(editor, data);
  return () => {
    clearTimeout(editor.typing);
    clearTimeout(editor.asking);
  };
}

function create(editor, parent, data) {
  const root = document.createElement("div");
  root.className = "editor";
  const hint = document.createElement("p");
  hint.id = `editor-hint-${Math.random().toString(36).slice(2)}`;
  hint.className = "hint";
  editor.hint = hint;
  const extensions = [
    Prec.highest(keymap.of([
      { key: "Mod-Enter", run: () => run(editor) },
      { key: "Ctrl-Enter", run: () => run(editor) },
      { key: "Tab", run: acceptCompletion },
      { key: "Ctrl-Space", run: startCompletion },
    ])),
    lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(),
    closeBrackets(), highlightActiveLine(), EditorView.lineWrapping,
    sparql(), syntaxHighlighting(HIGHLIGHT), THEME,
    autocompletion({
      override: [(context) => completeHere(editor, context), (context) => completeNames(editor, context)],
      icons: false, maxRenderedOptions: MOST_OPTIONS, activateOnTypingDelay: 20,
    }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": data.label, "aria-describedby": hint.id, spellcheck: "false" }),
    EditorView.updateListener.of((change) => { if (change.docChanged) edited(editor, change); }),
    EditorView.domEventHandlers({ blur: () => { tell(editor); } }),
  ];
  // Its styles go where this is, which is apart from the page.
  const state = EditorState.create({ doc: data.text, extensions });
  editor.view = new EditorView({ state, parent: root, root: parent.getRootNode() });
  editor.revision = data.revision;
  editor.told = data.text;
  root.append(hint);
  // Beside what is there: Streamlit has put the style of the component into it.
  parent.append(root);
}

function update(editor, data) {
  editor.words = data.words;
  editor.hint.textContent = data.words.hint;
  if (data.terms) editor.terms = data.terms.map(foldTerm);
  // The terms travel once; Python sends them when it is told that they are not here.
  if (data.terms || !editor.terms.length) editor.say("terms", editor.terms.length ? data.edition : "");
  if (editor.entities?.text !== data.entities.text || data.entities.options.length) answer(editor, data.entities);
  if (data.revision !== editor.revision) {
    editor.revision = data.revision;
    replace(editor, data.text);
  }
  if (data.problem && data.problem.number !== editor.problem) underline(editor, data.problem);
  editor.problem = data.problem?.number ?? null;
}

function foldTerm(term) {
  return { ...term, keys: [term.text, term.text.replace(/^[a-z]*:/, ""), ...term.labels].map(fold) };
}

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

function text(editor) {
  return editor.view.state.doc.toString();
}

function replace(editor, wanted) {
  if (wanted !== text(editor)) {
    editor.view.dispatch({ changes: { from: 0, to: editor.view.state.doc.length, insert: wanted } });
  }
  clearTimeout(editor.typing);
  editor.told = wanted;
}

function run(editor) {
  clearTimeout(editor.typing);
  editor.told = text(editor);
  editor.run(editor.told);
  return true;
}

function edited(editor, change) {
  // What was wrong may be right now; the next run tells.
  if (editor.marked) queueMicrotask(() => { editor.view.dispatch(setDiagnostics(editor.view.state, [])); });
  editor.marked = false;
  clearTimeout(editor.typing);
  editor.typing = setTimeout(() => tell(editor), TYPING_MS);
}

function tell(editor) {
  clearTimeout(editor.typing);
  if (text(editor) === editor.told) return;
  editor.told = text(editor);
  editor.say("text", editor.told);
}

// The engine counts lines and characters from 1, and says where a mistake is at the earliest. The grammar of the editor
// often knows the very word, but not all of SPARQL 1.2, so it is asked only where the engine has found a mistake.
function underline(editor, problem) {
  const { doc } = editor.view.state;
  const line = doc.line(Math.min(Math.max(problem.line, 1), doc.lines));
  const place = Math.min(line.from + [...line.text].slice(0, problem.column - 1).join("").length, line.to);
  const [from, to] = wordAt(doc, mistakeAfter(editor.view.state, place) ?? place);
  editor.view.dispatch(setDiagnostics(editor.view.state, [{ from, to, severity: "error", message: problem.message }]));
  editor.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: "nearest" }) });
  editor.marked = true;
}

function mistakeAfter(state, place) {
  let found = null;
  ensureSyntaxTree(state, state.doc.length, 200)?.iterate({
    enter(node) { if (found === null && node.type.isError && node.to >= place) found = node.from; },
  });
  return found;
}

// The word that is there, or else the last one before.
function wordAt(doc, place) {
  const before = doc.sliceString(0, place);
  const after = /^\S+/.exec(doc.sliceString(place, place + 80))?.[0].length ?? 0;
  const end = after ? place + after : before.trimEnd().length;
  const start = after ? place : end - (/\S*$/.exec(before.trimEnd())[0].length);
  return [start, end];
}

// --- completion

// Two sources, so that nobody waits for names where a term will do.
function completeHere(editor, context) {
  const typed = typedBefore(context);
  if (!typed) return null;
  const { word, from } = typed;
  if (/^[?$]/.test(word)) return offer(from, variables(context, word));
  return offer(from, [...terms(editor, word), ...(/^[A-Za-z_]/.test(word) || !word ? keywords(word) : [])]);
}

async function completeNames(editor, context) {
  const typed = typedBefore(context);
  const name = typed?.word.replace(/^id:/, "") ?? "";
  if (!isEnough(name) || /[:<?$]/.test(name)) return null;
  const found = await ask(editor, name, context);
  return context.aborted ? null : offer(typed.from, found.map((one, index) => ({ ...one, rank: 0, index })));
}

// The word before the cursor that may be completed, where one may be.
function typedBefore(context) {
  const inside = syntaxTree(context.state).resolveInner(context.pos, -1).name;
  if (["String", "Comment", "Langstag"].includes(inside)) return null;
  const typed = context.matchBefore(/[?$][\p{L}\p{N}_]*|<[^\s<>]*|[\p{L}\p{N}_][\p{L}\p{N}\p{M}_:.ー-]*/u);
  if (!typed && !context.explicit) return null;
  return { word: typed?.text ?? "", from: typed?.from ?? context.pos };
}

// One letter of the alphabet says nothing; one of the Japanese ones is half a name.
function isEnough(name) {
  return name.length > 1 || /[^\u0000-\u024f]/.test(name);
}

function offer(from, options) {
  options.sort((one, other) => one.rank - other.rank || (one.index ?? 0) - (other.index ?? 0) || compare(one.label, other.label));
  // They are sorted and chosen here, by all their labels, of which CodeMirror knows one.
  return options.length ? { from, options: options.slice(0, MOST_OPTIONS), filter: false } : null;
}

function compare(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function variables(context, word) {
  const all = new Set(context.state.doc.toString().match(/[?$][\p{L}\p{N}_]+/gu));
  all.delete(word);
  return [...all].filter((one) => one.startsWith(word)).map((label) => ({ label, type: "variable", rank: 0 }));
}

function keywords(word) {
  const wanted = word.toUpperCase();
  return KEYWORDS.filter((one) => one.startsWith(wanted) && one !== word)
    .map((label, index) => ({ label, type: "keyword", rank: word ? 1.5 : 3, index }));
}

function terms(editor, word) {
  const wanted = fold(word.replace(/^</, ""));
  const found = [];
  for (const [index, term] of editor.terms.entries()) {
    const rank = fit(term.keys, wanted);
    if (rank === null || term.text === word || (word.startsWith("<") && term.kind !== "graph")) continue;
    found.push({
      label: term.text, detail: term.labels.join(" · "),
      type: term.kind, rank, index,
    });
  }
  return found;
}

function fit(keys, wanted) {
  if (!wanted) return 1;
  if (keys.some((key) => key === wanted)) return 0;
  if (keys.some((key) => key.startsWith(wanted))) return 1;
  return keys.some((key) => key.includes(wanted)) ? 2 : null;
}

// Entities for a part of a name: asked, and answered when Python has drawn this component again.
function ask(editor, name, context) {
  if (editor.entities?.text === name) return editor.entities.options.map(entityOption);
  clearTimeout(editor.asking);
  editor.waiting?.resolve([]);
  return new Promise((resolve) => {
    editor.waiting = { name, resolve: (options) => resolve(options.map(entityOption)) };
    // Two keys struck together are one question.
    editor.asking = setTimeout(() => editor.say("wanted", name), ASKING_MS);
    setTimeout(() => resolve([]), PATIENCE_MS);
    // Else what is typed meanwhile would wait for this answer.
    context.addEventListener("abort", () => resolve([]), { onDocChange: true });
  });
}

function answer(editor, entities) {
  editor.entities = entities;
  if (editor.waiting?.name !== entities.text) return;
  editor.waiting.resolve(entities.options);
  editor.waiting = null;
}

function entityOption(entity) {
  return { label: entity.name, apply: entity.text, detail: entity.more, type: "entity" };
}

// --- looks

const THEME = EditorView.theme({
  "&": { color: "var(--st-text-color)", backgroundColor: "var(--st-secondary-background-color)", fontSize: ".875rem" },
  "&.cm-focused": { outline: "2px solid var(--st-primary-color)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, monospace)", lineHeight: "1.55", minHeight: "14rem", maxHeight: "28rem" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: ".6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)", borderLeftWidth: "2px" },
  ".cm-gutters": { color: "var(--st-text-color)", opacity: ".75", backgroundColor: "transparent", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--st-text-color) 5%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 30%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--st-primary-color) 25%, transparent)" },
  ".cm-tooltip": { color: "var(--st-text-color)", backgroundColor: "var(--st-background-color)",
    border: "1px solid var(--st-border-color)", borderRadius: ".4rem", overflow: "hidden", boxShadow: "0 4px 14px rgba(0,0,0,.18)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--st-font)", maxHeight: "16rem", maxWidth: "min(38rem, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { color: "var(--st-text-color)",
    backgroundColor: "color-mix(in srgb, var(--st-primary-color) 18%, var(--st-background-color))" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".78", marginLeft: ".9em" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--st-red-text-color, #d7263d)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--st-red-text-color, #d7263d)",
    textUnderlineOffset: "3px" },
});

const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-blue-text-color)", fontWeight: "600" },
  { tag: [tags.variableName], color: "var(--st-violet-text-color)" },
  { tag: [tags.string, tags.annotation], color: "var(--st-green-text-color)" },
  { tag: [tags.integer, tags.float, tags.bool], color: "var(--st-orange-text-color)" },
  { tag: [tags.namespace, tags.url, tags.typeName], color: "var(--st-red-text-color)" },
  { tag: tags.comment, fontStyle: "italic", opacity: ".7" },
]);
