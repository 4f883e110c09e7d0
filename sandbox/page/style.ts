/** The one stylesheet of the pages. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4048); --soft: light-dark(#f5f6f8, #1d2126);
  --quiet: light-dark(#58606a, #9aa4b0); --link: light-dark(#0b57b7, #7fb4ff); --go: light-dark(#1a6b39, #2c8a4f); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #14171a); }
a { color: var(--link); text-decoration: none; } a:hover, a:focus { text-decoration: underline; }
header { background: var(--soft); border-bottom: 1px solid var(--line); }
header > div, main { max-width: 64rem; margin: 0 auto; padding: .75rem 1rem; }
header > div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; }
header form { margin-left: auto; }
main { display: grid; gap: 1rem; }
h1 { font-size: 1.6rem; margin: .5rem 0 0; } h2 { font-size: 1.1rem; margin: 0; }
.quiet { color: var(--quiet); font-size: .9rem; }
.state { display: inline-block; padding: .1rem .7rem; border-radius: 1rem; color: #fff; background: var(--go); }
.state.closed { background: #6b4ca3; } .state.not_planned { background: #5d6670; }
.label { display: inline-block; padding: 0 .55rem; border: 1px solid var(--line); border-radius: 1rem; font-size: .85rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 1.5rem; align-items: start; }
.thread { display: grid; gap: .9rem; }
article, .box { border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
article > header, .box > header { padding: .4rem .9rem; display: flex; gap: .6rem; align-items: baseline; flex-wrap: wrap; }
.text, .box > div, .box > form { padding: .2rem .9rem .6rem; overflow-wrap: anywhere; }
.text p, .text li { white-space: pre-line; } .text img { max-width: 100%; height: auto; } .text pre { overflow: auto; background: var(--soft); padding: .6rem; }
.text table { border-collapse: collapse; } .text td, .text th { border: 1px solid var(--line); padding: .2rem .6rem; }
.text blockquote { margin-left: 0; padding-left: 1rem; border-left: .25rem solid var(--line); color: var(--quiet); }
.text code { background: var(--soft); padding: .1rem .3rem; border-radius: .25rem; font-size: .9em; }
.event { margin: 0 0 0 1rem; padding-left: .9rem; border-left: .2rem solid var(--line); }
.reactions span { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; margin-right: .3rem; }
aside { display: grid; gap: 1rem; } aside section { border-bottom: 1px solid var(--line); padding-bottom: .8rem; }
aside form { display: flex; gap: .4rem; margin-top: .4rem; flex-wrap: wrap; }
ul.rows { list-style: none; margin: 0; padding: 0; } ul.rows li { padding: .5rem .9rem; border-top: 1px solid var(--line); }
ul.rows li:first-child { border-top: 0; }
textarea, input[type=text], select { width: 100%; font: inherit; padding: .4rem .6rem; border: 1px solid var(--line);
  border-radius: .35rem; background: transparent; color: inherit; }
header select, aside select, aside input[type=text] { width: auto; flex: 1; min-width: 6rem; }
label { display: block; margin-top: .6rem; }
button { font: inherit; padding: .3rem .9rem; border: 1px solid var(--line); border-radius: .35rem; background: var(--soft);
  color: inherit; cursor: pointer; }
button.main { background: var(--go); border-color: var(--go); color: #fff; }
button.plain { border: 0; background: none; padding: 0 .2rem; color: var(--link); }
.buttons { display: flex; gap: .5rem; flex-wrap: wrap; margin-top: .8rem; } details > summary { cursor: pointer; }
@media (max-width: 48rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
`;
