using System.Text.Json;

namespace Marketplace.Client;

/// <summary>
/// A service has refused a request, or has failed. Keeps what the service says of it: a stable code, the text in the caller's language, and
/// the fields that are wrong.
/// </summary>
public class ServiceException : Exception
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Called by generated clients.</summary>
    /// <param name="message">What the client says; used when the service says nothing.</param>
    /// <param name="statusCode">Of the answer.</param>
    /// <param name="response">The body of the answer, if it was read.</param>
    /// <param name="headers">Of the answer.</param>
    public ServiceException(
        string message, int statusCode, string? response, IReadOnlyDictionary<string, IEnumerable<string>> headers,
        Exception? innerException)
        : this(statusCode, ServiceProblem.Read(response, Web), message, innerException)
    {
    }

    protected ServiceException(int statusCode, ServiceProblem? problem, string message, Exception? innerException)
        : base(problem?.Detail ?? message, innerException)
    {
        StatusCode = statusCode;
        Problem = problem;
    }

    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; }

    /// <summary>What the service says; null when it says nothing that can be read.</summary>
    public ServiceProblem? Problem { get; }

    /// <summary>A stable name of the fault, such as "stock_short"; empty when the service gives none.</summary>
    public string Code => Problem?.Code ?? "";

    public bool IsNotFound => StatusCode == 404;
}

/// <summary>The same, where the document says what the body is.</summary>
/// <typeparam name="TResult">The problem as the document of the service describes it.</typeparam>
public sealed class ServiceException<TResult>(
    string message, int statusCode, string? response, IReadOnlyDictionary<string, IEnumerable<string>> headers, TResult result,
    Exception? innerException)
    : ServiceException(statusCode, ServiceProblem.Of(result), message, innerException)
{
    public TResult Result { get; } = result;

    /// <summary>The body of the answer, where it was kept as text.</summary>
    public string? Response { get; } = response;

    public IReadOnlyDictionary<string, IEnumerable<string>> Headers { get; } = headers;
}
