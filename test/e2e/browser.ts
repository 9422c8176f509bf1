import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** Where a browser usually lives when it is not on PATH, by `process.platform`. */
const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

const USUAL_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
];

const PACKAGE = '@sparticuz/chromium';

/**
 * Starts a headless Chromium: the one ORDERSCOPE_CHROME names, else the one that comes with `npm ci`, else (macOS,
 * Windows, ARM, musl: the packaged one is for x64 Linux with glibc) one that is installed.
 * Throws with what it looked for when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['ORDERSCOPE_CHROME'];
  if (named !== undefined) return chromium.launch({ executablePath: named });
  if (packagedChromiumRunsHere()) return chromium.launch(await packagedChromium());
  return chromium.launch({ executablePath: installedChromium() });
}

function packagedChromiumRunsHere(): boolean {
  if (process.platform !== 'linux' || process.arch !== 'x64') return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime !== undefined;
}

function installedChromium(): string {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = USUAL_NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
  const found = [...(USUAL_PLACES[process.platform] ?? []), ...onPath].find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error(
      `No browser found (looked for ${USUAL_NAMES.join(', ')} on PATH and in the usual places). ` +
        'Install Chrome or Chromium, or name one in the environment variable ORDERSCOPE_CHROME.',
    );
  }
  return found;
}

/** The launch options of the packaged Chromium, which is unpacked once (about two seconds) and then kept. */
async function packagedChromium(): Promise<LaunchOptions> {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE)));
  const home = join(dirname(dirname(packageFolder)), '.cache', 'orderscope-chromium');
  if (!existsSync(home)) await unpack(packageFolder, home);
  return {
    executablePath: join(home, 'chromium'),
    // Containers often run as root, where Chromium refuses its sandbox; the only page opened is our own.
    args: ['--no-sandbox', '--font-render-hinting=none', '--use-gl=angle', '--use-angle=swiftshader'],
    env: {
      ...definedEnvironment(),
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(delimiter),
    },
  };
}

/**
 * The package unpacks to the system's temporary folder, trusts whatever lies there already, and never looks at its
 * version. So it is pointed at a fresh folder that is renamed when complete: a run that was killed half way, a run
 * beside this one and an older version can do no harm.
 */
async function unpack(packageFolder: string, home: string): Promise<void> {
  await mkdir(dirname(home), { recursive: true });
  const fresh = await mkdtemp(`${home}-`);
  const temporaryFolder = process.env['TMPDIR'];
  process.env['TMPDIR'] = fresh;
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    // The libraries that a server without a desktop lacks.
    await inflate(join(packageFolder, 'bin', 'al2023.tar.br'));
  } finally {
    if (temporaryFolder === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporaryFolder;
  }
  await writeFile(join(fresh, 'fonts.conf'), fontConfiguration(home));
  try {
    await rename(fresh, home);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** The packaged fonts, so that there is text on a machine without any, and those of the machine. */
function fontConfiguration(home: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
