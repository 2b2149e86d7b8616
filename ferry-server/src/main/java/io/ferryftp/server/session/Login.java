package io.ferryftp.server.session;

import io.ferryftp.account.Account;
import io.ferryftp.server.blocking.GuardedFiles;

/// Who is logged in, and the only files they can reach: guarded by their permissions, and behind
/// the seam for storage that hangs, so that no handler can forget either.
record Login(Account account, GuardedFiles files) {}
