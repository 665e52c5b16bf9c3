import { type Markup, markup } from './escape.ts'

/** What the report's own policy names as the only style it may use; a test compares it with `stylesheet`. */
export const stylesheetHash = 'sha256-iQftTIaW0EWL7X0kG1t93PuAUOJZ+P7ziLZWv+Wk/GE='

/** Colours keep a contrast of at least 4.5 to 1 against what they stand on (WCAG 2.2, success criterion 1.4.3). */
export const stylesheet: Markup = markup`
:root{color-scheme:light dark;--page:#f4f6f8;--paper:#fff;--ink:#17202b;--soft:#525e6c;--line:#dce1e7;--accent:#0b5a78;--track:#e3e8ed;
--bad:#a8211b;--bad-bg:#fdecea;--warn:#7c4a03;--warn-bg:#fff3dc;--good:#17633a;--good-bg:#e6f4eb;--calm:#4d5967;--calm-bg:#eceff3;--note:#3a48a3;--note-bg:#eceefb}
@media screen and (prefers-color-scheme:dark){:root{--page:#10151b;--paper:#181f28;--ink:#e8ecf1;--soft:#a9b4c0;--line:#2b3542;--accent:#7cc7e6;--track:#2b3542;
--bad:#ffa59c;--bad-bg:#3d1f1e;--warn:#f3c572;--warn-bg:#382b12;--good:#86d8a6;--good-bg:#173323;--calm:#b3bdc8;--calm-bg:#27303b;--note:#b4bdff;--note-bg:#262b4f}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 "Segoe UI Variable Text","Segoe UI",system-ui,-apple-system,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
.masthead,main,footer{max-width:66rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4,h5,p,ol,ul,dl,dd{margin:0;padding:0}
h1{font-size:1.7rem;line-height:1.2;letter-spacing:-.01em}
h2{font-size:1.35rem;line-height:1.3}
h3{font-size:1.1rem;margin:1.6rem 0 .6rem}
h3 small{font-weight:400;font-size:.85rem;color:var(--soft)}
h4{font-size:1rem;line-height:1.35}
h5{font-size:.8rem;color:var(--soft);font-weight:600}
a{color:var(--accent);text-underline-offset:.15em}
code{font:.84em/1.5 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere;unicode-bidi:isolate}
.quiet{color:var(--soft);font-size:.9rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
.masthead{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem 3rem;padding-top:2rem;padding-bottom:1.2rem}
.masthead>div{flex:1 1 22rem}
.brand{display:flex;align-items:center;gap:.45rem;color:var(--accent);font-weight:600;margin-bottom:.4rem}
.brand svg{width:1.25rem;height:1.25rem;fill:currentColor}
.masthead dl{flex:0 1 17rem;font-size:.88rem;align-self:end}
.masthead dl div+div{margin-top:.3rem}
dt{color:var(--soft);font-size:.8rem;font-weight:600}
main>section{background:var(--paper);border:1px solid var(--line);border-radius:.8rem;padding:1.6rem 1.8rem;margin-bottom:1.5rem}
.headline{font-size:1.45rem;letter-spacing:-.01em}
.headline.critical{color:var(--bad)}.headline.failing,.headline.unclear{color:var(--warn)}.headline.good{color:var(--good)}
.lead{margin-top:.35rem;max-width:46rem}
.warning{background:var(--warn-bg);color:var(--warn);border-radius:.5rem;padding:.6rem .9rem;margin-top:.9rem;font-size:.93rem}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:1rem;margin-top:1.3rem}
.number{display:grid;grid-template-columns:auto 1fr;gap:.2rem .9rem;align-items:center;align-content:start;border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1rem}
.number .note{grid-column:1/-1;font-size:.8rem;line-height:1.45;color:var(--soft)}
.number .value{line-height:1.2;color:var(--soft)}.number .value strong{font-size:1.7rem;color:var(--ink)}
.number .label{font-weight:600;line-height:1.3;font-size:.93rem}
.figure{display:block;width:5rem}.ring{width:3.6rem}
.ring circle{fill:none;stroke-width:12}
.track{stroke:var(--track)}.ring .value{stroke:var(--calm);stroke-linecap:round}
.ring.critical .value{stroke:var(--bad)}.ring.failing .value,.ring.unclear .value{stroke:var(--warn)}.ring.good .value{stroke:var(--good)}
.bar .track{fill:var(--track);stroke:none}.bar .value{fill:var(--accent)}
.squares .fail,.squares .error{fill:var(--bad)}.squares .pass{fill:var(--good)}.squares .unknown,.squares .manual{fill:var(--warn-bg);stroke:var(--warn)}.squares .manual{fill:var(--note-bg);stroke:var(--note)}.squares .not-applicable{fill:var(--track)}
.actions{list-style:none;counter-reset:action}
.actions li{counter-increment:action;position:relative;padding:.45rem 0 .45rem 2.3rem;border-top:1px solid var(--line)}
.actions li:first-child{border-top:0}
.actions li::before{content:counter(action);position:absolute;left:0;top:.55rem;width:1.5rem;height:1.5rem;border-radius:50%;background:var(--calm-bg);font-size:.85rem;font-weight:600;text-align:center;line-height:1.5rem}
.actions strong a{color:inherit;text-decoration:none}.actions strong a:hover{text-decoration:underline}
.badge{display:inline-flex;align-items:center;gap:.3rem;padding:.05rem .5rem;border-radius:1rem;font-size:.78rem;font-weight:600;line-height:1.5;white-space:nowrap;background:var(--calm-bg);color:var(--calm);vertical-align:.08em}
.badge.fail,.badge.error,.badge.critical,.badge.high{background:var(--bad-bg);color:var(--bad)}
.badge.pass{background:var(--good-bg);color:var(--good)}
.badge.unknown,.badge.medium{background:var(--warn-bg);color:var(--warn)}
.badge.manual,.badge.overlay{background:var(--note-bg);color:var(--note)}
.badge.critical{background:var(--bad);color:var(--paper)}
.sign{width:.9em;height:.9em;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round;flex:none}
.board{list-style:none;columns:2;column-gap:1.6rem}
.board li{display:flex;gap:.6rem;break-inside:avoid;padding:.32rem 0}
.board .sign{width:1.5rem;height:1.5rem;padding:.35rem;border-radius:50%;background:var(--calm-bg);color:var(--calm);margin-top:.1rem}
.board .fail .sign,.board .error .sign{background:var(--bad-bg);color:var(--bad)}
.board .pass .sign{background:var(--good-bg);color:var(--good)}
.board .unknown .sign{background:var(--warn-bg);color:var(--warn)}
.board .manual .sign{background:var(--note-bg);color:var(--note)}
.board span{line-height:1.3}.board a{color:inherit;text-decoration:none;font-weight:600;font-size:.93rem}.board a:hover{text-decoration:underline}
.board em{display:block;font-style:normal;font-size:.82rem;color:var(--soft)}
.board .fail em,.board .error em{color:var(--bad)}.board .pass em{color:var(--good)}.board .unknown em{color:var(--warn)}.board .manual em{color:var(--note)}
.measure{border-top:1px solid var(--line);margin-top:1.4rem}
.measure h3{display:flex;flex-wrap:wrap;gap:.4rem .7rem;align-items:center;margin:1.1rem 0 .7rem;scroll-margin-top:1rem}
.card{border:1px solid var(--line);border-left:4px solid var(--line);border-radius:.5rem;padding:.9rem 1.1rem;margin-bottom:.9rem}
.card.fail,.card.error{border-left-color:var(--bad)}.card.pass{border-left-color:var(--good)}.card.unknown{border-left-color:var(--warn)}.card.manual{border-left-color:var(--note)}
.card>p{margin-top:.4rem}
.tags{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .6rem;font-size:.85rem;color:var(--soft)}
.remedy{margin-top:.8rem}div.remedy{background:var(--page);border-radius:.5rem;padding:.7rem .9rem}
.remedy ol{padding-left:1.3rem;margin-top:.3rem}.remedy li{margin-top:.15rem}.remedy dl{margin-top:.5rem}
.remedy dl div,.sources div,.facts div{display:grid;grid-template-columns:9rem 1fr;gap:.6rem;margin-top:.25rem;font-size:.9rem}
.remedy dt,.sources dt,.facts dt{padding-top:.1rem}
.standards{margin:1rem 0 .4rem}.standards h4{font-size:.8rem;color:var(--soft)}.standards .sources{margin-top:.2rem}
.sources{margin-top:.7rem}.sources ul,.facts ul{list-style:none}
details{margin-top:.9rem}summary{cursor:pointer}
table{width:100%;border-collapse:collapse;margin-top:.9rem;font-size:.86rem;line-height:1.45;table-layout:fixed}
caption{text-align:left;font-size:.8rem;color:var(--soft);font-weight:600;padding-bottom:.25rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-top:1px solid var(--line);font-weight:400;overflow-wrap:anywhere}
thead th{font-size:.78rem;color:var(--soft);font-weight:600}
.evidence th:first-child{width:31%}.evidence th:last-child{width:25%}
.open{margin-bottom:1.3rem}.open th:first-child{width:24%}.open th:nth-child(2){width:27%}.open th:nth-child(3){width:17%}.open caption{font-size:.95rem;color:var(--ink)}.open th[scope=row]{font-weight:600}
.annex p{margin-top:.6rem}
.legend div{display:grid;grid-template-columns:11rem 1fr;gap:.6rem;padding:.3rem 0;font-size:.9rem}
footer{padding-bottom:2rem;color:var(--soft);font-size:.85rem}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:.2rem}
@media (max-width:40rem){.board{columns:1}main>section{padding:1.1rem 1rem}.masthead,main,footer{padding-left:.8rem;padding-right:.8rem}
.remedy dl div,.sources div,.facts div,.legend div{grid-template-columns:1fr;gap:0}
thead{position:absolute;left:-99rem}tr,td,tbody th{display:block;width:auto!important}td,tbody th{border-top:0;padding:.1rem 0}tr{border-top:1px solid var(--line);padding:.3rem 0;display:block}}
@page{size:A4;margin:14mm 13mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:8.5pt "Segoe UI",sans-serif;color:#525e6c}}
@media print{:root{font-size:8.8pt}body{background:none;font-size:1rem;line-height:1.42;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip{display:none}.masthead,main,footer{max-width:none;padding:0}.masthead{padding-bottom:3mm;flex-wrap:nowrap}
.masthead dl{flex-basis:60mm}h3{margin:4mm 0 1.5mm}
main>section{border:0;border-radius:0;padding:0;margin:0}.lead{max-width:none}.technician,.annex{break-before:page}
.numbers{grid-template-columns:repeat(3,1fr);gap:3mm;margin-top:3mm}.number{padding:2.5mm 3mm}
.warning{padding:1.5mm 3mm;margin-top:2.5mm}
.actions li{padding-top:1mm;padding-bottom:1mm}.actions li::before{top:1mm}.board li{padding:.8mm 0}
h2,h3,h4,h5,caption,thead,.tags{break-after:avoid}tr,.card,.standards div,.actions li,.remedy li,.number,.legend div{break-inside:avoid}thead{display:table-header-group}
p,li{orphans:3;widows:3}.card{padding:2.5mm 3.5mm;margin-bottom:3mm;-webkit-box-decoration-break:clone;box-decoration-break:clone}
div.remedy{background:none;border:1px solid var(--line)}
a{color:inherit;text-decoration:none}.remedy a[href^=https]::after,.sources a[href^=https]::after,.actions a[href^=https]::after{content:" (" attr(href) ")";overflow-wrap:anywhere;color:var(--soft)}
footer{display:none}}
`
