/// The page's style sheet: two sets of colours, one layout that folds on narrow screens.
enum ReportStyle {
  static let sheet = light + dark + layout + tables + pictures + narrow

  private static let light = """
    :root{--ground:#fbfaf7;--ink:#22252a;--soft:#666b73;--rule:#d9d6cd;--panel:#fff;--mark:#f2efe6;
    --c0:#1f5fbf;--c1:#c0392b;--c2:#1e8449;--c3:#8e44ad;--c4:#b9770e;--c5:#0e7c86}

    """

  private static let dark = """
    @media (prefers-color-scheme:dark){:root{--ground:#15171b;--ink:#e6e4de;--soft:#9a9fa8;--rule:#343941;
    --panel:#1c1f25;--mark:#262a32;--c0:#7fb0ff;--c1:#ff8a7a;--c2:#6fd397;--c3:#d19df0;--c4:#f0b95a;--c5:#63cdd6}}

    """

  private static let layout = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
    main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}
    h2{font-size:1.15rem;margin:2.2rem 0 .7rem}
    p{margin:.4rem 0;max-width:46rem;overflow-wrap:anywhere}
    .lead{font-size:1.1rem}
    .note{color:var(--soft);font-size:.88rem}
    dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.15rem 1.2rem;margin:0}
    dt{color:var(--soft)}
    dd{margin:0;overflow-wrap:anywhere}

    """

  private static let tables = """
    table{border-collapse:collapse}
    .scroll{overflow-x:auto}
    .scores{width:100%;background:var(--panel);font-variant-numeric:tabular-nums}
    .scores th,.scores td{padding:.4rem .5rem;border-bottom:1px solid var(--rule);text-align:right;vertical-align:top}
    .scores th:first-child{text-align:left;font-weight:500}
    .scores thead th{color:var(--soft);font-weight:500;font-size:.88rem}
    .scores .main{font-weight:700;background:var(--mark)}
    .matrix{font-size:.82rem}
    .matrix th,.matrix td{padding:.15rem .35rem;border-bottom:1px solid var(--rule);text-align:center}
    .matrix thead th{writing-mode:vertical-rl;text-align:left;vertical-align:bottom}
    .matrix .fail{color:var(--c1);font-weight:700}
    small{display:block;color:var(--soft);font-size:.78rem;font-weight:400}

    """

  private static let pictures = """
    figure{margin:0;background:var(--panel);border:1px solid var(--rule);padding:.5rem}
    figure>svg{display:block;width:100%;height:auto}
    .square>svg{max-width:40rem;margin:0 auto}
    svg text{fill:var(--soft)}
    .grid{stroke:var(--rule);stroke-width:1}
    .s0{color:var(--c0)}.s1{color:var(--c1)}.s2{color:var(--c2)}.s3{color:var(--c3)}.s4{color:var(--c4)}.s5{color:var(--c5)}
    figcaption{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.88rem;padding:.3rem .5rem}
    figcaption span{display:inline-flex;align-items:center;gap:.4rem}
    .strip{overflow-x:auto;background:var(--panel);border:1px solid var(--rule)}
    .strip th{color:var(--soft);font-size:.82rem;font-weight:500;padding:.2rem .4rem;text-align:center}
    .strip th[scope=row]{text-align:right;position:sticky;left:0;background:var(--panel)}
    .strip td{padding:1px}
    .wide{margin:.6rem 0}
    .wide .strip{border:0}
    .strip img{display:block;width:8rem;min-width:6rem;height:auto;image-rendering:pixelated}
    .wide .strip img{width:100%;min-width:24rem}

    """

  private static let narrow = """
    @media (max-width:40rem){
    .scores thead{display:none}
    .scores tr{display:block;border-bottom:2px solid var(--rule);padding:.4rem 0}
    .scores th,.scores td{display:flex;justify-content:space-between;gap:1rem;border:0;padding:.1rem .6rem;text-align:right}
    .scores th:first-child{display:block}
    .scores td{flex-wrap:wrap;row-gap:0}.scores td small{flex-basis:100%}
    .scores td::before{content:attr(data-label);color:var(--soft);font-weight:400}
    dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
    @media print{body{background:#fff}section{break-inside:avoid}}
    """
}
