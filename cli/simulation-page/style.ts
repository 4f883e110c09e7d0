/** Looks of the page that a simulation writes; on paper and on a narrow screen no figure is cut off. */
export const STYLE = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 15px/1.45 system-ui, sans-serif; color: #1c2126; background: #fff; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; }
p { margin: .3rem 0; } .quiet { color: #58606a; } li { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #d5d9de; vertical-align: top; }
th { white-space: nowrap; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl { display: flex; flex-wrap: wrap; gap: .4rem 1.6rem; margin: .3rem 0; }
dl div { text-align: right; } dt { font-weight: bold; } dd { margin: 0; font-variant-numeric: tabular-nums; }
.bar { display: block; height: .7rem; background: #0b57b7; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
@media screen and (max-width: 40rem) {
  body { margin: 1rem auto; font-size: 13px; } th.n { white-space: normal; } dl { column-gap: 1rem; }
  .share { display: none; }
  .courses tr { display: grid; grid-template-columns: 4.2rem repeat(6, 1fr); border-bottom: 1px solid #d5d9de; }
  .courses th, .courses td { border: 0; padding: .1rem .2rem .1rem 0; }
  .courses .what { grid-column: 1 / -1; order: 1; } .courses .none { grid-column: 2 / -1; }
}
`;
