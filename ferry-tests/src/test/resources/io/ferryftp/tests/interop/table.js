// One thing done with basic-ftp. Arguments: the module, host, port, user, password, `passive`,
// `clear` or the file of the authority, and the thing: `list DIRECTORY`, `get REMOTE LOCAL`,
// `put LOCAL REMOTE`, `reget`, `reput`, `delete NAME`, `rename FROM TO`, `mkdir NAME`, `rmdir NAME`,
// `time NAME`, `version`.
const fs = require('node:fs');
const path = require('node:path');

const [module_, host, port, user, password, , authority, ...thing] = process.argv.slice(2);
const { Client } = require(module_);

async function perform(client, verb, name, other) {
  switch (verb) {
    case 'list':
      return (await client.list(name)).forEach((each) => console.log(each.name));
    case 'get':
      return client.downloadTo(other, name);
    case 'reget':
      return client.downloadTo(other, name, fs.statSync(other).size);
    case 'put':
      return client.uploadFrom(name, other);
    case 'reput':
      return client.appendFrom(name, other, { localStart: await client.size(other) });
    case 'delete':
      return client.remove(name);
    case 'rename':
      return client.rename(name, other);
    case 'mkdir':
      return client.ensureDir(name);
    case 'rmdir':
      return client.removeDir(name);
    case 'time':
      return console.log((await client.lastMod(name)).toISOString());
    default:
      throw new Error(verb);
  }
}

async function run() {
  if (thing[0] === 'version') {
    const { version } = JSON.parse(fs.readFileSync(path.join(module_, 'package.json')));
    console.log(`basic-ftp ${version}, Node ${process.version}`);
    return;
  }
  const client = new Client(30000);
  const secure = authority !== 'clear';
  const secureOptions = secure ? { ca: fs.readFileSync(authority) } : undefined;
  try {
    await client.access({ host, port: Number(port), user, password, secure, secureOptions });
    await perform(client, ...thing);
  } finally {
    client.close();
  }
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
