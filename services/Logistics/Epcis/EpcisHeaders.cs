using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Epcis;

/// <summary>The headers of the REST binding.</summary>
static class EpcisHeaders
{
    public const string ErrorBehaviour = "GS1-Capture-Error-Behaviour";
    const string Version = "GS1-EPCIS-Version";
    const string CbvVersion = "GS1-CBV-Version";
    const string Supported = "2.0.0";

    /// <summary>Every answer says by which version it is; a request for another one is refused.</summary>
    public static async ValueTask<object?> SayVersionAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (request, answer) = (invocation.HttpContext.Request.Headers, invocation.HttpContext.Response.Headers);
        answer[Version] = Supported;
        answer[CbvVersion] = Supported;
        answer["GS1-EPC-Format"] = "Never_Translates";
        answer["GS1-EPCIS-Capture-Limit"] = $"{EpcisDocument.EventsMax}";
        answer["GS1-EPCIS-Capture-File-Size-Limit"] = $"{EpcisDocument.BytesMax}";
        foreach (var name in new[] { Version, CbvVersion })
        {
            if (request[name].ToString() is { Length: > 0 } asked && asked != "2" && !asked.StartsWith("2.", StringComparison.Ordinal))
            {
                throw new InvalidRequestException(
                    "version_unsupported", name, $"支持的版本为 {Supported}。", $"The version that is spoken is {Supported}.");
            }
        }

        return await next(invocation);
    }
}
