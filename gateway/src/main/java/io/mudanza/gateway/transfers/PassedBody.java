package io.mudanza.gateway.transfers;

import io.mudanza.gateway.node.NodeService;
import io.vertx.core.http.HttpClientResponse;

/**
 * The body of a service's answer, as the body of the gateway's own.
 *
 * @param from   who sends it
 * @param answer paused; its head has come
 */
record PassedBody(NodeService from, HttpClientResponse answer) {}
