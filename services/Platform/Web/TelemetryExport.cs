using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Platform.Web;

/// <summary>Sends traces and metrics to the collector at Otlp:Endpoint; without one nothing is collected.</summary>
sealed class TelemetryExport(IConfiguration configuration, TelemetrySource source) : IHostedService, IDisposable
{
    TracerProvider? _traces;
    MeterProvider? _meters;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["Otlp:Endpoint"] is not { Length: > 0 } endpoint)
        {
            return Task.CompletedTask;
        }

        var collector = new Uri(endpoint);
        var resource = ResourceBuilder.CreateDefault().AddService(source.ServiceName, serviceNamespace: "marketplace");
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", "Marketplace")
            .AddOtlpExporter(exporter => exporter.Endpoint = collector)
            .Build();
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "MassTransit", "Npgsql", "Marketplace")
            .AddOtlpExporter(exporter => exporter.Endpoint = collector)
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Flushes what was not sent yet.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
        (_traces, _meters) = (null, null);
    }
}

/// <summary>The name under which this process reports.</summary>
sealed record TelemetrySource(string ServiceName);
