namespace Marketplace.Platform.Web;

/// <summary>A refusal that the caller can understand and act on; it becomes an RFC 9457 problem.</summary>
public abstract class ProblemException : Exception
{
    internal ProblemException(int status, string code, string zh, string en, string? field = null)
        : base(en)
    {
        Status = status;
        Code = code;
        Zh = zh;
        En = en;
        Field = field;
    }

    /// <summary>The HTTP status code of the answer.</summary>
    public int Status { get; }

    /// <summary>A stable name for programs, such as "order_already_confirmed".</summary>
    public string Code { get; }

    /// <summary>What is wrong and what to do, in Chinese.</summary>
    public string Zh { get; }

    /// <summary>What is wrong and what to do, in English.</summary>
    public string En { get; }

    /// <summary>The place in the request, such as "lines[2].quantity".</summary>
    public string? Field { get; }
}
