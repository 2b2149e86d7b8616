package io.ferryftp.server.session;

import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.TransferSetting;

/// What all sessions of a server share.
public record Engine(
    ServerConfig config,
    PassivePorts passivePorts,
    ActivePorts activePorts,
    TransferSetting transfers) {}
