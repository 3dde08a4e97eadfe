using System.Reflection;
using Marketplace.Platform.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Marketplace.Platform.Web;

/// <summary>The versions that the caller has seen, from the If-Match header; binds by itself as a parameter of a handler.</summary>
public sealed class IfMatch : IEndpointParameterMetadataProvider
{
    readonly IReadOnlyList<long> _versions;

    IfMatch(IReadOnlyList<long> versions)
    {
        _versions = versions;
    }

    /// <summary>Refuses with 412 unless this is a version that the caller has seen.</summary>
    public void Require(long version)
    {
        if (!_versions.Contains(version))
        {
            throw new Refusal(
                StatusCodes.Status412PreconditionFailed,
                "changed_meanwhile",
                "数据已被他人修改，请重新读取最新版本（ETag）后再提交。",
                "Somebody else has changed this; read it again and send the new ETag.",
                "If-Match").Thrown();
        }
    }

    /// <summary>
    /// Called by the framework; refuses with 428 when the header is absent and with 400 when it holds no strong ETags of ours.
    /// </summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext http)
    {
        var header = http.Request.Headers.IfMatch;
        if (string.IsNullOrWhiteSpace(header))
        {
            throw new Refusal(
                StatusCodes.Status428PreconditionRequired,
                "if_match_missing",
                "请在 If-Match 头中带上读取时得到的 ETag，以免覆盖他人的修改。",
                "Send the ETag that you have read in the If-Match header, lest you overwrite another's change.",
                "If-Match").Thrown();
        }

        return Etag.TryParse(header, out var versions)
            ? ValueTask.FromResult(new IfMatch(versions))
            : throw new InvalidRequestException(
                "if_match_invalid",
                "If-Match",
                "If-Match 头须为读取时得到的 ETag，例如 \"7\"（含引号）。",
                "The If-Match header must be the ETag that you have read, such as \"7\" with its quotes.");
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new NeedsIfMatch());
}

/// <summary>Endpoints that take what may be there already.</summary>
public static class IfMatchEndpoints
{
    /// <summary>The If-Match header is needed once there is something to overwrite; the handler finds that out.</summary>
    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new NeedsIfMatch(IsAlways: false));
}

/// <summary>Endpoint metadata: the If-Match header is needed.</summary>
/// <param name="IsAlways">Or only once there is something to overwrite.</param>
sealed record NeedsIfMatch(bool IsAlways = true);
