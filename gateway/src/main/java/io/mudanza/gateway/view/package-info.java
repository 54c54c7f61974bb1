/** What is shown of jobs: record, list, log, live stream. */
package io.mudanza.gateway.view;
