namespace Marketplace.Platform.Refusals;

/// <summary>
/// A refusal that the caller can understand and act on. It knows nothing of HTTP, so that a domain may throw it; the web layer answers
/// it with an RFC 9457 problem whose status follows from the type.
/// </summary>
public abstract class RefusalException : Exception
{
    private protected RefusalException(string code, string zh, string en, string? field)
        : base(en)
    {
        Code = code;
        Zh = zh;
        En = en;
        Field = field;
    }

    /// <summary>A stable name for programs, such as "order_already_confirmed".</summary>
    public string Code { get; }

    /// <summary>What is wrong and what to do, in Chinese.</summary>
    public string Zh { get; }

    /// <summary>What is wrong and what to do, in English.</summary>
    public string En { get; }

    /// <summary>The place in what was given, such as "lines[2].quantity"; null when it is about no single field.</summary>
    public string? Field { get; }
}
