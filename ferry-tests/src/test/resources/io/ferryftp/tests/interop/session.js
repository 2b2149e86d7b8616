// basic-ftp with nothing but its options. Arguments: the module, host, port, user, password, file
// of the authority, version of TLS, and commands: `list DIRECTORY`, `get REMOTE LOCAL`,
// `put LOCAL REMOTE`, each as one argument. Writes the names of each listing.
const fs = require('node:fs');

const [path, host, port, user, password, authority, version, ...commands] = process.argv.slice(2);
const { Client } = require(path);

async function run() {
  const client = new Client(30000);
  const versions = { minVersion: version, maxVersion: version };
  const secureOptions = { ca: fs.readFileSync(authority), ...versions };
  try {
    await client.access({ host, port: Number(port), user, password, secure: true, secureOptions });
    for (const command of commands) {
      const [verb, first, second] = command.split(' ');
      if (verb === 'list') {
        (await client.list(first)).forEach((each) => console.log(each.name));
      } else if (verb === 'get') {
        await client.downloadTo(second, first);
      } else {
        await client.uploadFrom(first, second);
      }
    }
  } finally {
    client.close();
  }
}

run().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
