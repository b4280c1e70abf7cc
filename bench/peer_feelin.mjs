// One FEEL expression a case, by feelin: node peer_feelin.mjs WORK.json ANSWERS.json
// feelin has no form of an expression made ready, so each call parses it, as its users' calls do.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [work, out] = process.argv.slice(2);
const require = createRequire(`${process.cwd()}/`);
const path = require.resolve('feelin');
const { evaluate } = await import(pathToFileURL(path).href);
const { version } = JSON.parse(readFileSync(path.replace(/dist.*$/, 'package.json'), 'utf8'));
const { cases, expression, tables } = JSON.parse(readFileSync(work, 'utf8'));
const cpu = process.cpuUsage();
const start = process.hrtime.bigint();
const answers = cases.map((told) => evaluate(expression, { ...tables, ...told }).value);
const wall = Number(process.hrtime.bigint() - start) / 1e9;
const used = process.cpuUsage(cpu);
writeFileSync(out, JSON.stringify({ answers, version, wall, cpu: (used.user + used.system) / 1e6 }));
