using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Platform.Web;

/// <summary>Answers that carry the version of what they show as a strong ETag, to be given back as If-Match.</summary>
public static class Etag
{
    /// <summary>200, or 304 when a reader has this version already (If-None-Match).</summary>
    public static EtagOk<T> Ok<T>(T value, long version) => new(value, version);

    /// <summary>
    /// 200 with the version that a change has to match. It says nothing about the rest of what is shown, so that no answer is 304.
    /// </summary>
    public static VersionedOk<T> VersionedOk<T>(T value, long version) => new(value, version);

    /// <summary>201 with the address of what was made.</summary>
    public static EtagCreated<T> Created<T>(string uri, T value, long version) => new(uri, value, version);

    internal static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The versions of a list of strong ETags (RFC 9110, 13.1.1); false when one of them is none of ours.</summary>
    internal static bool TryParse(StringValues header, out IReadOnlyList<long> versions)
    {
        var known = new List<long>();
        versions = known;
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
        {
            return false;
        }

        foreach (var tag in tags)
        {
            if (tag.IsWeak || tag.Tag.AsSpan() is not ['"', .. var digits, '"']
                || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                return false;
            }

            known.Add(version);
        }

        return known.Count > 0;
    }

    /// <summary>Whether a reader has this version already: one of a list, weak or strong, or any (RFC 9110, 13.1.2).</summary>
    internal static bool IsKnown(StringValues ifNoneMatch, string etag) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(etag, StringComparison.Ordinal));
}

/// <summary>200 with an ETag.</summary>
public sealed class EtagOk<T> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IValueHttpResult, IValueHttpResult<T>
{
    readonly string _etag;

    internal EtagOk(T value, long version)
    {
        Value = value;
        _etag = Etag.Of(version);
    }

    public T? Value { get; }

    object? IValueHttpResult.Value => Value;

    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = _etag;
        response.Headers.CacheControl = "private, no-cache";
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && Etag.IsKnown(request.Headers.IfNoneMatch, _etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status200OK;
        return response.WriteAsJsonAsync(Value, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new AnswersEtag(StatusCodes.Status200OK));
    }
}

/// <summary>200 with an ETag that is there for If-Match alone.</summary>
public sealed class VersionedOk<T> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IValueHttpResult, IValueHttpResult<T>
{
    readonly string _etag;

    internal VersionedOk(T value, long version)
    {
        Value = value;
        _etag = Etag.Of(version);
    }

    public T? Value { get; }

    object? IValueHttpResult.Value => Value;

    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = _etag;
        return httpContext.Response.WriteAsJsonAsync(Value, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new AnswersEtag(StatusCodes.Status200OK, IsConditional: false));
    }
}

/// <summary>201 with a Location and an ETag.</summary>
public sealed class EtagCreated<T> : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IValueHttpResult, IValueHttpResult<T>
{
    readonly string _uri;
    readonly string _etag;

    internal EtagCreated(string uri, T value, long version)
    {
        _uri = uri;
        Value = value;
        _etag = Etag.Of(version);
    }

    public T? Value { get; }

    object? IValueHttpResult.Value => Value;

    public int? StatusCode => StatusCodes.Status201Created;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status201Created;
        response.Headers.Location = _uri;
        response.Headers.ETag = _etag;
        return response.WriteAsJsonAsync(Value, httpContext.RequestAborted);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
        builder.Metadata.Add(new AnswersEtag(StatusCodes.Status201Created));
    }
}

/// <summary>Endpoint metadata: an answer with that status carries an ETag.</summary>
/// <param name="IsConditional">A reader who has that version already is answered with 304.</param>
sealed record AnswersEtag(int Status, bool IsConditional = true);
