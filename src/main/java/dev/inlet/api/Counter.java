package dev.inlet.api;

import dev.inlet.access.Addresses;
import dev.inlet.access.Keys;
import dev.inlet.access.Proxies;
import dev.inlet.access.Rates;
import io.micronaut.context.annotation.Context;
import java.time.Clock;

/** What every request needs, whoever takes it: where one goes to hand something in. */
@Context
record Counter(
    ApiConfig config,
    ClientConfig client,
    Dialects dialects,
    Keys keys,
    Rates rates,
    Addresses addresses,
    Proxies proxies,
    Origins origins,
    Spools spools,
    Gate gate,
    Tally tally,
    Tap tap,
    Clock clock) {}
