import * as fc from 'fast-check';

/**
 * Every run of the tests makes up the same cases, so that it fails for a change and not by chance; another seed searches further:
 * `ORDERSCOPE_SEED=7 npx vitest --project unit`. A failing case prints its seed and path.
 */
fc.configureGlobal({ seed: Number(process.env['ORDERSCOPE_SEED'] ?? 20_240_102) });
