// What attributes are called and mean, in plain words. One that is not listed goes by its own name.
import { title } from './dom.js';

const names = {
  npmi: 'NPMI', pmi: 'PMI', ppmi: 'Positive PMI', g2: 'G²', chi2: 'Chi²', p_value: 'p-value', q_value: 'q-value',
  hypergeometric_p: 'Hypergeometric p', degree: 'Linked names', pagerank: 'PageRank', residual_z: 'Residual z',
};

/** `thing` is what two names share to be linked: a sentence, a paragraph, an article. */
const ofNodes = ({ things }) => ({
  occurrences: `${things} that name it. Marks are as large as this.`,
  documents: 'Articles that name it.',
  mentions: 'How often it is named in all.',
  first_seen: 'Date of the first article that names it.',
  last_seen: 'Date of the last article that names it.',
  degree: 'Names that it is linked with.',
  total_link_strength: 'Sum of the weights of its links.',
  pagerank: 'How often somebody comes by who follows links at random, stronger ones more often. High for names that are linked with well-linked names.',
  betweenness: 'How many shortest ways between other names lead through it. High for go-betweens.',
  closeness: 'How near all others are, in steps along links.',
  clustering: 'Share of the pairs of its neighbours that are linked too.',
  component: 'Number of the connected part of the graph that it is in.',
});

const ofEdges = ({ thing, things, counting }) => ({
  weight: counting === 'fractional'
    ? `The weight says how strong a link is: each ${thing} that names both adds 1, divided by the number of other names in it, so that long lists count little. Lines are as thick as this.`
    : 'The weight says how strong a link is. Lines are as thick as this.',
  count: `${things} that name both.`,
  documents: 'Articles that name both.',
  sentences: 'Sentences that name both.',
  copies: 'Further copies of these articles, which were not counted.',
  first_seen: 'Date of the first article that names both.',
  last_seen: 'Date of the last article that names both.',
  expected: 'The weight that chance would give two names which occur as often as these.',
  residual_z: 'How far the weight is above what chance would give, in standard deviations. Above 2 is seldom chance.',
  association_strength: 'How often both are named together for how often each is named.',
  lift: 'How many times as often as by chance both are named together.',
  pmi: 'Pointwise mutual information: 0 is chance, 1 twice as often, 2 four times as often. High for rare pairs.',
  ppmi: 'Pointwise mutual information, where less than chance is 0.',
  npmi: 'Normalised pointwise mutual information: −1 never together, 0 as often as by chance, 1 always together.',
  jaccard: `Of the ${things} that name either, the share that names both.`,
  dice: 'How much the two occur in the same places: 0 never, 1 always.',
  cosine: 'How much the two occur in the same places: 0 never, 1 always.',
  inclusion: `Of the ${things} that name the rarer one, the share that names both.`,
  conditional_probability: `Of the ${things} that name the first, the share that names both.`,
  g2: 'How surprising the number is (log-likelihood ratio). Above 4 is seldom chance; below 0 is less than chance.',
  chi2: 'How surprising the number is. Above 4 is seldom chance.',
  hypergeometric_p: 'How likely chance alone would give this or more. Below 0.05 is seldom chance.',
  p_value: 'How likely chance alone would give this or more. Below 0.05 is seldom chance.',
  q_value: 'The p-value, corrected because many pairs were tried: the share of false finds to expect down to here.',
  robustness: 'Share of the other ways of counting under which the link is among the strongest too.',
});

/** What an attribute is called. */
export const wordFor = (name) => names[name] ?? title(name);

/** How names are linked in this graph: what the file says, or the usual. */
function readingOf({ options = {}, input = {} } = {}) {
  const words = { document: ['article', 'articles'], window: ['stretch of text', 'stretches of text'], paragraph: ['paragraph', 'paragraphs'] };
  const [thing, things] = words[options.context] ?? ['sentence', 'sentences'], tags = input.tag_lists > 0;
  return { thing: thing + (tags ? ' or tag list' : ''), things: things + (tags ? ' and tag lists' : ''), counting: options.weight === 'link weight' ? options.counting : '' };
}

/** Gives `meaning(rows, name)`, which is a sentence or nothing; `rows` is 'nodes' or 'edges'.
 *  `meaning.reading` is how names are linked. */
export function makeMeanings(metadata) {
  const reading = readingOf(metadata), all = { nodes: ofNodes(reading), edges: ofEdges(reading) };
  const capital = (text) => text && text.charAt(0).toUpperCase() + text.slice(1);
  const meaning = (rows, name) => (Object.hasOwn(all[rows], name) ? capital(all[rows][name]) : undefined);
  return Object.assign(meaning, { reading });
}
