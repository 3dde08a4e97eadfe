using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Localization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using HttpJsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Marketplace.Platform.Web;

/// <summary>The one place where exceptions and bare status codes become problems.</summary>
static partial class ProblemAnswers
{
    /// <summary>nginx's name for a caller who has gone away; nobody reads the answer.</summary>
    const int ClientClosedRequest = 499;

    /// <summary>SQLITE_CONSTRAINT_TRIGGER.</summary>
    const int TriggerRaised = 1811;

    // Chinese stays readable on the wire; what HTML could misread is still escaped.
    static readonly ProblemJson Json = new(new JsonSerializerOptions(ProblemJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>Answers an exception that left an endpoint.</summary>
    public static Task AnswerExceptionAsync(HttpContext http)
    {
        var feature = http.Features.GetRequiredFeature<IExceptionHandlerFeature>();
        var error = feature.Error;
        if (IsGone(http, error))
        {
            http.Response.StatusCode = ClientClosedRequest;
            return Task.CompletedTask;
        }

        return WriteAsync(
            http,
            error is BadHttpRequestException { InnerException: JsonException fault }
                ? JsonFaults.Explain(fault, BodyOf(feature, http))
                : Explain(error));
    }

    /// <summary>What the endpoint reads that has failed; null when it reads no JSON.</summary>
    static JsonTypeInfo? BodyOf(IExceptionHandlerFeature feature, HttpContext http) =>
        feature.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body
            ? http.RequestServices.GetRequiredService<IOptions<HttpJsonOptions>>().Value.SerializerOptions.GetTypeInfo(body)
            : null;

    /// <summary>True for refusals, which are the caller's affair: only what is broken here belongs into the log.</summary>
    public static bool IsQuiet(ExceptionHandlerSuppressDiagnosticsContext context) =>
        IsGone(context.HttpContext, context.Exception) || Explain(context.Exception).Status < StatusCodes.Status500InternalServerError;

    /// <summary>Gives the framework's bare status codes the same form.</summary>
    public static Task AnswerStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        return WriteAsync(http, OfStatus(http, http.Response.StatusCode));
    }

    public static Refusal Explain(Exception error) => error switch
    {
        ProblemException problem => problem.Refusal,
        RefusalException refused => new(StatusOf(refused), refused.Code, refused.Zh, refused.En, refused.Field)
        {
            Faults = refused is not InvalidRequestException invalid ? []
                : invalid.Faults.Count > 0 ? invalid.Faults
                : [new(refused.Field ?? "$", refused.Code, refused.Zh, refused.En)],
        },
        BadHttpRequestException bad => Explain(bad),
        DbUpdateConcurrencyException => new(
            StatusCodes.Status409Conflict,
            "changed_meanwhile",
            "数据刚被他人修改，请重新读取后再试。",
            "Somebody else has just changed this; read it again and retry."),
        DbUpdateException { InnerException: DbException inner } when IsDuplicate(inner) => new(
            StatusCodes.Status409Conflict,
            TakenId.Code,
            "相同标识的数据已经存在；若要新建，请换一个标识。",
            "Something with this id exists already; use a new id to create another."),
        DbUpdateException { InnerException: DbException inner } when IsTransient(inner) => Busy,
        DbException inner when IsTransient(inner) => Busy,
        // PostgreSQL stores no NUL, wherever in a request it is.
        DbException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire }
            or DbUpdateException { InnerException: DbException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } } => new(
                StatusCodes.Status400BadRequest, Checks.TextUnreadable, Checks.Unreadable.Zh, Checks.Unreadable.En),
        _ => new(
            StatusCodes.Status500InternalServerError,
            "internal_error",
            "服务器内部错误，未能完成请求；请稍后重试，若仍失败请将 traceId 告知运维人员。",
            "Something is broken here and the request was not done; "
            + "try again later, and quote the traceId to the operator if it persists."),
    };

    public static async Task WriteAsync(HttpContext http, Refusal refusal)
    {
        var chinese = IsChinese(http);
        var problem = new Problem
        {
            Type = $"urn:marketplace:problem:{refusal.Code}",
            Title = Title(refusal.Status, chinese),
            Status = refusal.Status,
            Code = refusal.Code,
            Detail = chinese ? refusal.Zh : refusal.En,
            Field = refusal.Field,
            Errors = refusal.Faults.Count == 0
                ? null
                : [.. refusal.Faults.Select(f => new ProblemFault { Field = f.Field, Code = f.Code, Message = chinese ? f.Zh : f.En })],
            TraceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        };
        var response = http.Response;
        response.StatusCode = refusal.Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.ContentLanguage = chinese ? "zh" : "en";
        response.Headers.Vary = "Accept-Language";
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, Json.Problem), http.RequestAborted);
    }

    static int StatusOf(RefusalException refused) => refused switch
    {
        InvalidRequestException => StatusCodes.Status400BadRequest,
        ForbiddenException => StatusCodes.Status403Forbidden,
        NotFoundException => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status409Conflict,
    };

    static Refusal Busy => new(
        StatusCodes.Status503ServiceUnavailable,
        "try_again",
        "数据库暂时繁忙或不可用，请求未生效，请稍后重试。",
        "The database is busy or away and nothing was done; try again in a moment.")
    { RetryAfterSeconds = 1 };

    static bool IsGone(HttpContext http, Exception error) =>
        http.RequestAborted.IsCancellationRequested && error is (OperationCanceledException or IOException or BadHttpRequestException);

    /// <summary>True when a row could not be written because another has its key.</summary>
    internal static bool IsDuplicate(DbException error) =>
        error.SqlState == PostgresErrorCodes.UniqueViolation
        // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE.
        || error is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }
        || error is SqliteException { SqliteExtendedErrorCode: TriggerRaised } trigger
            && trigger.Message.Contains(AppendOnlyTable.IsThere, StringComparison.Ordinal);

    // SQLITE_BUSY and SQLITE_LOCKED.
    static bool IsTransient(DbException error) => error.IsTransient || error is SqliteException { SqliteErrorCode: 5 or 6 };

    static Refusal Explain(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            return JsonFaults.Explain(json);
        }

        if (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new(
                bad.StatusCode, "body_too_large", "请求体超过大小上限，请拆分后分次提交。", "The body is larger than allowed; send it in smaller parts.");
        }

        if (bad.StatusCode == StatusCodes.Status415UnsupportedMediaType)
        {
            return MediaType;
        }

        if (NotBound().Match(bad.Message) is { Success: true } unfit)
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(unfit.Groups["name"].Value);
            var (zh, en) = ExpectedForm.Of(unfit.Groups["type"].Value) ?? ("请按接口文档填写。", "See the interface documentation.");
            return Refusal.Of(
            [
                new(
                    field, "parameter_invalid", $"参数“{field}”的值格式不对：{zh}",
                    $"The value of the parameter \"{field}\" can't be read. {en}"),
            ]);
        }

        if (NotGiven().Match(bad.Message) is { Success: true } absent)
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(absent.Groups["name"].Value);
            return absent.Groups["source"].Value == "body"
                ? BodyMissing
                : Refusal.Of([new(field, "parameter_missing", $"缺少必填参数“{field}”。", $"The required parameter \"{field}\" is missing.")]);
        }

        if (NoBody().IsMatch(bad.Message))
        {
            return BodyMissing;
        }

        return new(bad.StatusCode, "request_malformed", "请求格式不正确，服务器无法读取。", "The request is malformed and can't be read.");
    }

    static Refusal BodyMissing => new(
        StatusCodes.Status400BadRequest, "body_missing", "缺少请求体，请以 JSON 提交。", "The request needs a JSON body.");

    static Refusal MediaType => new(
        StatusCodes.Status415UnsupportedMediaType,
        "media_type_unsupported",
        "请求体的类型不受支持，请使用 Content-Type: application/json。",
        "This kind of body is not supported; use Content-Type: application/json.");

    static Refusal OfStatus(HttpContext http, int status) => status switch
    {
        StatusCodes.Status401Unauthorized => http.Features.Get<TokenFault>()?.Refusal ?? TokenFault.Missing.Refusal,
        StatusCodes.Status403Forbidden => RolesNeeded.Refuse(http.GetEndpoint()),
        StatusCodes.Status404NotFound => new(status, "not_found", "没有这个地址，请检查路径。", "There is nothing at this address; check the path."),
        StatusCodes.Status405MethodNotAllowed => new(
            status, "method_not_allowed", "该地址不支持此方法，可用的方法见 Allow 头。", "This address does not take the method; see the Allow header."),
        StatusCodes.Status413PayloadTooLarge => Explain(new BadHttpRequestException("", status)),
        StatusCodes.Status415UnsupportedMediaType => MediaType,
        StatusCodes.Status429TooManyRequests => new(
            status, "too_many_requests", "请求过于频繁，请按 Retry-After 头的秒数等待后重试。",
            "Too many requests; wait for the seconds told by the Retry-After header."),
        >= StatusCodes.Status500InternalServerError => Explain(new InvalidOperationException()) with { Status = status },
        _ => new(status, $"http_{status}", "请求未被接受。", "The request was not accepted."),
    };

    static string Title(int status, bool chinese) => status switch
    {
        400 => chinese ? "请求有误" : "Invalid request",
        401 => chinese ? "未登录或登录已失效" : "Not authenticated",
        403 => chinese ? "无权操作" : "Not allowed",
        404 => chinese ? "未找到" : "Not found",
        405 => chinese ? "方法不允许" : "Method not allowed",
        409 => chinese ? "与当前状态冲突" : "Conflict with the current state",
        412 => chinese ? "版本已变化" : "Version has changed",
        413 => chinese ? "请求体过大" : "Body too large",
        415 => chinese ? "请求体类型不支持" : "Unsupported media type",
        422 => chinese ? "幂等键重复使用" : "Idempotency key reused",
        428 => chinese ? "缺少前提条件" : "Precondition required",
        429 => chinese ? "请求过于频繁" : "Too many requests",
        503 => chinese ? "服务暂不可用" : "Temporarily unavailable",
        _ => status >= 500 ? (chinese ? "服务器错误" : "Server error") : (chinese ? "请求未被接受" : "Request not accepted"),
    };

    // Read from the request and not from the thread: the culture of the thread is gone once an exception has unwound.
    static bool IsChinese(HttpContext http) =>
        http.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.TwoLetterISOLanguageName != "en";

    // The framework gives no code with these exceptions, only texts; tests watch over them.
    [GeneratedRegex("""^Failed to bind parameter "(?<type>.*) (?<name>\S+)" from """, RegexOptions.Singleline)]
    internal static partial Regex NotBound();

    [GeneratedRegex("""^Required parameter ".* (?<name>\S+)" was not provided from (?<source>\w+)""", RegexOptions.Singleline)]
    internal static partial Regex NotGiven();

    [GeneratedRegex("^Implicit body inferred for parameter")]
    internal static partial Regex NoBody();
}
