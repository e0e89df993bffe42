package dev.penstock.samples.gateway.clients;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * The arguments of a tool, as the SDKs read them.
 *
 * @param city where
 */
@JsonTypeName("weather")
@JsonClassDescription("tells the weather")
record Weather(String city) {}
