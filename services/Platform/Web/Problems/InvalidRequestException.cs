namespace Marketplace.Platform.Web;

/// <summary>A field of the request can't be accepted: 400. For faults that only the database knows; shape belongs into <see cref="IChecked"/>.</summary>
public sealed class InvalidRequestException(string code, string field, string zh, string en)
    : ProblemException(400, code, zh, en, field);
